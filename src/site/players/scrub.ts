import { momentAt, widths, type Width } from './draw.ts';
import type { Scenario } from './scenario.ts';

/**
 * Lets a finger or a mouse drag along the pictures of a player, as along its slider. Touch moves sideways only: up and down
 * still scrolls the page (`touch-action: pan-y`, Pointer Events 3, section 8).
 *
 * @param over is told of the last moment of a drag
 */
export function scrubOnPictures(
	figure: HTMLElement,
	scenario: Scenario,
	{ move, over }: { move: (atMs: number) => void; over: () => void },
): void {
	for (const pictures of figure.querySelectorAll<HTMLElement>('[data-pictures]')) {
		pictures.addEventListener('pointerdown', (event) => {
			if (event.button !== 0) return;
			pictures.setPointerCapture(event.pointerId);
			// A finger may be about to scroll: it moves the moment once it goes sideways, or is lifted.
			if (event.pointerType === 'mouse') moveBy(pictures, scenario, event.clientX, move);
		});
		pictures.addEventListener('pointermove', (event) => {
			if (pictures.hasPointerCapture(event.pointerId))
				moveBy(pictures, scenario, event.clientX, move);
		});
		pictures.addEventListener('pointerup', (event) => {
			if (!pictures.hasPointerCapture(event.pointerId)) return;
			moveBy(pictures, scenario, event.clientX, move);
			over();
		});
	}
}

/** Moves to the moment under a pointer, where it is on a picture. */
export function moveBy(
	pictures: HTMLElement,
	scenario: Scenario,
	clientX: number,
	move: (atMs: number) => void,
): void {
	for (const width of Object.keys(widths) as Width[]) {
		const box = pictures.querySelector(`svg.${width}`)?.getBoundingClientRect();
		// Of the two widths one is hidden.
		if (box === undefined || box.width === 0) continue;
		move(momentAt(((clientX - box.left) / box.width) * widths[width], scenario, width));
	}
}
