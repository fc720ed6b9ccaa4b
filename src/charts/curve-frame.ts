import type { CurveRow } from './curve-rows.ts';
import type { Layout } from './layout.ts';
import { logTicks } from './log-ticks.ts';
import { textWidth } from './text-width.ts';
import { MIN_FONT_SIZE } from './theme.ts';

export type CurveAxis = {
	/** What the axis counts, with its unit; must fit 328 px. */
	title: string;
	scale: 'linear' | 'log';
	/** Places of the grid lines, where the points' own (across) or round figures (up) do not do. */
	values?: number[];
	/** What stands at each of `values`, where that is not the value itself. */
	labels?: string[];
};

export type CurveAxes = {
	x: CurveAxis;
	y: CurveAxis;
	/** A level to compare with, such as a ratio of 1. */
	reference?: {
		value: number;
		words: string;
		/** Where its words stand, out of the way of the lines; absent, above it at the left. */
		place?: 'above left' | 'below right';
	};
	/** Where the axis leaves what lasts: the region from here on is shaded, with these words in lines above it. */
	beyond?: { at: number; words: string[] };
};

/** One axis: what it shows, and the pixel of a figure. */
export type CurveScale = {
	type: 'linear' | 'log';
	domain: [number, number];
	range: [number, number];
	ticks: number[];
	pixel: (value: number) => number;
};

/** Pixel geometry of the plot, in which the words of lines are placed too. */
export type CurveFrame = {
	left: number;
	width: number;
	height: number;
	x: CurveScale;
	y: CurveScale;
};

/** Between the plot's edge and its outermost points, so that no mark is cut. */
const INSET = 10;

/** @param right pixels that the names beside the plot need; the last label under it may need more */
export function curveFrame(
	layout: Layout,
	rows: readonly CurveRow[],
	axes: CurveAxes,
	right: number,
): CurveFrame {
	const height = layout.width === 'wide' ? 300 : 240;
	const up = yTicks(rows, axes);
	const labels = up.ticks.map((tick) => textWidth(tickWords(tick), MIN_FONT_SIZE));
	const left = Math.ceil(Math.max(...labels)) + 12;
	const across = xTicks(rows, axes);
	const [last] = (axes.x.labels ?? across.ticks.map(tickWords))
		.slice(-1)
		.map((label) => textWidth(label, MIN_FONT_SIZE));
	const room = last === undefined ? right : Math.max(right, last / 2 - INSET + 2);
	const width = layout.total - left - Math.ceil(room);
	const x = scaleOf(axes.x.scale, across, [INSET, width - INSET]);
	const y = scaleOf(axes.y.scale, up, [height, 0]);
	return { left, width, height, x, y };
}

/** As the axis prints it (d3's `,~f`). */
function tickWords(tick: number): string {
	return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(tick);
}

type Ticks = { domain: [number, number]; ticks: number[] };

/** The points' own places: a curve between them was not measured. */
function xTicks(rows: readonly CurveRow[], { x, beyond }: CurveAxes): Ticks {
	const places = [...new Set(rows.flatMap(({ at }) => at ?? []))].sort((a, b) => a - b);
	const ticks = x.values ?? places;
	const all = [...places, ...ticks, ...(beyond ? [beyond.at] : [])];
	const [low, high] = [Math.min(...all), Math.max(...all)];
	if (low < high) return { domain: [low, high], ticks };
	// One point alone stands in the middle.
	return { domain: x.scale === 'log' ? [low / 2, low * 2] : [low - 1, low + 1], ticks };
}

/** From zero, or for a logarithm between round figures. */
function yTicks(rows: readonly CurveRow[], { y, reference }: CurveAxes): Ticks {
	const all = rows.flatMap(({ value, low, high }) => [value, low, high]);
	const shown = [...all, reference?.value].filter((one) => one !== undefined);
	const values = y.scale === 'log' ? shown.filter((one) => one > 0) : shown;
	const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [1, 10];
	const ticks =
		y.values ?? (y.scale === 'log' ? enclosing(least, most) : linearTicks(Math.max(most, 0)));
	const domain: [number, number] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
	const powers = ticks.filter((tick) => Number.isInteger(Math.log10(tick)));
	const many = y.values === undefined && y.scale === 'log' && ticks.length > 7;
	return { domain, ticks: many ? powers : ticks };
}

function enclosing(low: number, high: number): number[] {
	const ticks = logTicks(low, high);
	return ticks.length > 1 ? ticks : logTicks(low / 1.5, high * 1.5);
}

/** Zero to a round figure above `most`, in four or five steps. */
function linearTicks(most: number): number[] {
	if (most <= 0) return [0, 1];
	const power = 10 ** Math.floor(Math.log10(most / 4));
	const step = [1, 2, 5, 10].map((times) => times * power).find((one) => most / one <= 5) ?? power;
	const count = Math.ceil(most / step);
	return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function scaleOf(type: 'linear' | 'log', { domain, ticks }: Ticks, range: [number, number]) {
	const of = (value: number) => (type === 'log' ? Math.log(value) : value);
	const [from, to] = [of(domain[0]), of(domain[1])];
	const share = (value: number) => (of(value) - from) / (to - from);
	const pixel = (value: number) => range[0] + share(value) * (range[1] - range[0]);
	return { type, domain, range, ticks, pixel } satisfies CurveScale;
}
