/*
 * What a chart says of a point: what its table says of it. The browser loads this file, so it holds no library.
 */

export interface Told {
	title: string;
	lines: { label: string; value: string }[];
	/** What the picture says with a band and with a cross. */
	notes: string[];
}

const TIED = 'Within the band no difference was detected.';
const CROSSED = 'It did not pass a gate and may not be trusted.';

/**
 * A row of the table in words: each figure with the unit of its heading.
 *
 * @param columns headings, of which the first names the row: `Median, ms`
 */
export function tell(
	columns: readonly string[],
	cells: readonly string[],
	{ tied = false }: { tied?: boolean } = {},
): Told {
	const [title = '', ...values] = cells;
	let unit = '';
	const lines = values.flatMap((value, index) => {
		const heading = columns[index + 1] ?? '';
		const comma = heading.lastIndexOf(', ');
		const label = comma === -1 ? heading : heading.slice(0, comma);
		if (comma !== -1) unit = heading.slice(comma + 2);
		if (value === '') return [];
		// An interval stands behind its figure, and is in the same unit.
		const hasUnit = (comma !== -1 || label === 'Interval') && /^[-−\d]/.test(value);
		return [{ label, value: hasUnit ? `${value} ${unit}` : value }];
	});
	const crossed = values.some((value) => value.startsWith('not passed'));
	return { title, lines, notes: [...(tied ? [TIED] : []), ...(crossed ? [CROSSED] : [])] };
}

/** As a screen reader says it. */
export function spoken({ title, lines, notes }: Told): string {
	const figures = lines.map(({ label, value }) => `${label} ${value}`).join('; ');
	return [`${title}: ${figures}.`, ...notes].join(' ');
}
