import { OWNER } from './parameters.ts';

/** Fetches the simulation when a number is first touched, or at once where the address has some. */
export function wakeNumbers(): void {
	const element = document.querySelector<HTMLElement>('[data-numbers]');
	if (element === null) return;
	const stop = new AbortController();
	const wake = async () => {
		stop.abort();
		const { startNumbers } = await import('./numbers.ts');
		startNumbers(element);
	};
	element.addEventListener('input', () => void wake(), { signal: stop.signal });
	const keys = [...new URLSearchParams(location.search).keys()];
	if (keys.some((key) => key.startsWith(`${OWNER}.`))) void wake();
}
