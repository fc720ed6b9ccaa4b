/** What stands in a cell of a CSV file; absent is an empty cell, and not nought. */
export type CsvValue = string | number | boolean | undefined;

/**
 * Lines as RFC 4180 has them: commas, CRLF, and quotes where a cell holds one of these.
 *
 * A spreadsheet runs what begins as a formula does, also out of a file that one was sent, so such words get an apostrophe
 * in front (OWASP, CSV Injection). Numbers stay numbers: a negative one is none of those.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
	return [columns, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(value: CsvValue): string {
	if (value === undefined) return '';
	if (typeof value !== 'string') return String(value);
	const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
