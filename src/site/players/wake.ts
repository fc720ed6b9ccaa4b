const awake = new WeakSet<HTMLElement>();

/**
 * Fetches the player's script when a player is first touched, and does what was asked for by that touch. A page
 * whose address has a player's parameters wakes that one at once.
 */
export function wakeOnFirstUse(): void {
	for (const figure of document.querySelectorAll<HTMLElement>('[data-player]')) {
		if (awake.has(figure)) continue;
		awake.add(figure);
		const wake = async (event?: Event) => {
			const { startPlayer } = await import('./player.ts');
			const again = startPlayer(figure);
			if (event?.target instanceof HTMLElement) again(event.target);
		};
		const asked = (event: Event) => {
			stop.abort();
			void wake(event);
		};
		const stop = new AbortController();
		for (const type of ['click', 'input']) {
			figure.querySelector('form')?.addEventListener(type, asked, { signal: stop.signal });
		}
		if (isInAddress(figure.dataset['player'] ?? '')) {
			stop.abort();
			void wake();
		}
	}
}

function isInAddress(id: string): boolean {
	return [...new URLSearchParams(location.search).keys()].some((key) => key.startsWith(`${id}.`));
}
