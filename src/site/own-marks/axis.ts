/*
 * Where a figure stands on a finished picture's axis. The browser loads this file, so it holds no library.
 */

/** As `valueAxis` of src/charts writes it. */
export interface Axis {
	along: 'x' | 'y';
	type: 'linear' | 'log';
	domain: [number, number];
	range: [number, number];
}

/** A place in pixels; `beyond` where the axis ends before the figure, whose place is then that end. */
export interface Place {
	pixel: number;
	beyond?: 'low' | 'high';
}

export function readAxis(text: string | undefined): Axis | undefined {
	const [along, type, ...ends] = (text ?? '').split(' ');
	const [from, to, start, end] = ends.map(Number);
	if ((along !== 'x' && along !== 'y') || (type !== 'linear' && type !== 'log')) return undefined;
	if (from === undefined || to === undefined || start === undefined || end === undefined) {
		return undefined;
	}
	const isOne = [from, to, start, end].every(Number.isFinite) && from < to;
	if (!isOne || (type === 'log' && from <= 0)) return undefined;
	return { along, type, domain: [from, to], range: [start, end] };
}

export function placeOn({ type, domain, range }: Axis, value: number): Place {
	const [from, to] = domain;
	// A logarithm has no place for zero, which is below all that it shows.
	if (value < from) return { pixel: range[0], beyond: 'low' };
	if (value > to) return { pixel: range[1], beyond: 'high' };
	const of = (figure: number) => (type === 'log' ? Math.log(figure) : figure);
	const share = (of(value) - of(from)) / (of(to) - of(from));
	return { pixel: range[0] + share * (range[1] - range[0]) };
}
