import { subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';
import { percentileOf, type LoadGroup } from './latency-rows.ts';
import { listed, threeDigits } from './words.ts';

/**
 * `p99 is 98.0 ms (Node.js single) and 9.10 ms (Go single)`: of every subject, in the experiment's order, which ranks
 * nobody.
 *
 * @returns absent where nothing was measured
 */
export function eachTail(
	{ cells, tail = 50 }: LoadGroup,
	{ labelOf }: ChartContext,
): string | undefined {
	const each = cells.flatMap((cell) => {
		const found = percentileOf(cell, tail);
		const { name, detail } = labelOf(subjectOf(cell));
		return found ? [`${threeDigits(found.valueMs)} ms (${name} ${detail})`] : [];
	});
	return each.length === 0 ? undefined : `p${tail} is ${listed(each)}`;
}
