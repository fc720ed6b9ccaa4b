import type { TwinNoise } from '../../core/comparability/twin-noise.ts';
import { plotWidth, type Layout } from '../layout.ts';

/** A line of the strip: the rounds of one kind of twins as dots, their interval and their floor. */
export type StripLine = {
	kind: 'line';
	id: string;
	name: string;
	detail: string;
	/** The smallest detectable difference, in words. */
	text: string;
	mean: number;
	low: number;
	high: number;
	floorLow: number;
	floorHigh: number;
};

/** Words that head the lines below them, and their column of figures. */
export type StripHeading = { kind: 'heading'; id: string; name: string; text: string };

/** One round of one pair of twins. */
export type StripDot = { kind: 'dot'; id: string; ratio: number };

export type StripRow = StripLine | StripHeading | StripDot;

/** A dot with its distance from the middle of its line, in pixels. */
export type PlacedDot = StripDot & { dy: number };

/** The line of twins and a dot for each of their rounds. */
export function stripOf(
	words: Pick<StripLine, 'id' | 'name' | 'detail' | 'text'>,
	{ mean, low, high, floor, ratios }: TwinNoise,
): StripRow[] {
	const line: StripLine = {
		kind: 'line',
		...words,
		mean,
		low,
		high,
		floorLow: 1 / floor,
		floorHigh: floor,
	};
	return [line, ...ratios.map((one): StripDot => ({ kind: 'dot', id: words.id, ratio: one }))];
}

/** How wide and how far apart dots are drawn. */
export const DOT = 5;
const GAP = 5;

/**
 * Moves dots of a line apart that would cover each other: each goes as near to the middle as it can, in
 * the order of their values, so that the same data always give the same picture. One that finds no free
 * place is left out: a crowd looks like one, and thousands of dots are a page that no phone opens.
 *
 * @param end the ratio at the right end of the axis; its reciprocal stands at the left end
 */
export function placeDots(rows: readonly StripRow[], layout: Layout, end: number): PlacedDot[] {
	const pixels = (ratio: number) => ((Math.log(ratio) / Math.log(end) + 1) / 2) * plotWidth(layout);
	const placed = new Map<string, { x: number; dy: number }[]>();
	return rows
		.filter((row) => row.kind === 'dot')
		.toSorted((a, b) => a.ratio - b.ratio)
		.flatMap((dot) => {
			const others = placed.get(dot.id) ?? [];
			const x = pixels(dot.ratio);
			const near = others.filter((other) => x - other.x < DOT + 0.5);
			const dy = OFFSETS.find((offset) => near.every((other) => other.dy !== offset));
			if (dy === undefined) return [];
			placed.set(dot.id, [...others, { x, dy }]);
			return [{ ...dot, dy }];
		});
}

/** In the middle, one step up, one down, two up, two down. */
const OFFSETS = [0, -1, 1, -2, 2].map((step) => step * GAP);
