import type { StartedPlayer } from './player.ts';

const awake = new WeakSet<HTMLElement>();

/**
 * Fetches the player's script when a player is first touched, and does what was asked for by that touch. A page
 * whose address has a player's parameters wakes that one at once.
 */
export function wakeOnFirstUse(): void {
	for (const figure of document.querySelectorAll<HTMLElement>('[data-player]')) {
		if (awake.has(figure)) continue;
		awake.add(figure);
		const stop = new AbortController();
		const { signal } = stop;
		const wake = async (first?: (started: StartedPlayer) => void) => {
			stop.abort();
			const { startPlayer } = await import('./player.ts');
			const started = startPlayer(figure);
			first?.(started);
		};
		const touched = ({ target }: Event) => {
			void wake((started) => {
				if (target instanceof HTMLElement) started.touch(target);
			});
		};
		for (const type of ['click', 'input']) {
			figure.querySelector('form')?.addEventListener(type, touched, { signal });
		}
		for (const pictures of figure.querySelectorAll<HTMLElement>('[data-pictures]')) {
			const pointed = ({ button, clientX }: PointerEvent) => {
				if (button === 0) void wake((started) => started.point(pictures, clientX));
			};
			// When it is lifted: a finger that scrolls past is not (the browser cancels its pointer).
			pictures.addEventListener('pointerup', pointed, { signal });
		}
		if (isInAddress(figure.dataset['player'] ?? '')) {
			void wake();
		}
	}
}

function isInAddress(id: string): boolean {
	return [...new URLSearchParams(location.search).keys()].some((key) => key.startsWith(`${id}.`));
}
