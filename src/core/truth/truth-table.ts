import { decisionTruths } from './decision-truths.ts';
import { ratioTruths } from './ratio-truths.ts';
import { runTruths } from './run-truths.ts';
import { singleTruths } from './single-truths.ts';
import type { Truth } from './truth.ts';

/**
 * Everything that the statistics promise, tried on made-up runs; the tests demand each row, a page prints them.
 *
 * It takes a few seconds, so it is computed once. Seeds are fixed: the same table on every machine.
 */
export function truthTable(): readonly Truth[] {
	table ??= [...ratioTruths(), ...singleTruths(), ...decisionTruths(), ...runTruths()];
	return table;
}

let table: readonly Truth[] | undefined;

/** True where the share lies in what is demanded. */
export function isKept({ share, least, most }: Truth): boolean {
	return least <= share && share <= most;
}

/** One line a row: `94.9 %  93 to 97 %  The interval of a ratio holds ...`. */
export function describeTruths(truths: readonly Truth[]): string[] {
	return truths.map((row) => {
		const share = `${(row.share * 100).toFixed(1)} %`.padStart(7);
		const mark = isKept(row) ? ' ' : '!';
		const limit = row.kind === 'limit' ? ' (a limit)' : '';
		return `${mark}${share}  ${demandOf(row).padEnd(18)}  ${row.group} ${row.statement}${limit}`;
	});
}

function demandOf({ least, most }: Truth): string {
	const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`;
	if (least === 0) return `at most ${percent(most)}`;
	if (most === 1) return `at least ${percent(least)}`;
	return `${percent(least)} to ${percent(most)}`;
}
