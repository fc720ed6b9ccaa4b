/** Fetches the measurement when one of its buttons is first pressed. */
export function wakeYourLoop(): void {
	const element = document.querySelector<HTMLElement>('[data-your-loop]');
	if (element === null) return;
	const stop = new AbortController();
	const wake = async (button: HTMLButtonElement) => {
		stop.abort();
		const { startYourLoop } = await import('./your-loop.ts');
		startYourLoop(element)(button);
	};
	element.addEventListener(
		'click',
		({ target }) => {
			if (target instanceof HTMLButtonElement) void wake(target);
		},
		{ signal: stop.signal },
	);
}
