import { formatNumber } from '../../src/core/format.ts';
import type { Estimate } from '../../src/core/schemas/cell.ts';

/** Terminals are at least this wide more often than not. */
const WIDTH = 100;

/** Rows of a table, each column as wide as its widest text, indented by two. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
	const widths = rows.reduce<number[]>(
		(sizes, row) => row.map((text, column) => Math.max(sizes[column] ?? 0, text.length)),
		[],
	);
	return rows.map((row) =>
		`  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
	);
}

/** Breaks a sentence between words; what follows the first line is indented further. */
export function wrap(text: string, indent = ''): string[] {
	const lines: string[] = [];
	let line = indent;
	for (const word of text.split(' ')) {
		const longer = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
		if (longer.length <= WIDTH || line.trim() === '') {
			line = longer;
			continue;
		}
		lines.push(line);
		line = `${indent}  ${word}`;
	}
	return [...lines, line];
}

/** `0.734 (0.706–0.768)`, without the interval where there is none, `-` for nothing. */
export function formatEstimate(estimate: Estimate | undefined): string {
	return estimate ? formatInterval(estimate.median, estimate) : '-';
}

export function formatInterval(
	value: number,
	{ low, high }: { low?: number | undefined; high?: number | undefined },
	format: (value: number) => string = formatNumber,
): string {
	if (low === undefined || high === undefined) return format(value);
	return `${format(value)} (${format(low)}–${format(high)})`;
}

/** `on 1 core`, `on all cores`. */
export function onCores(track: string): string {
	return track === '1' ? 'on 1 core' : `on ${track} cores`;
}
