import type { ComparisonVerdict } from '../comparability/compare-cells.ts';

type Judged = { comparable: true; verdict: ComparisonVerdict } | { comparable: false };

/**
 * What several comparisons found, in a sentence: `B is lower in 3 of 5, and no difference was detected in 2.`
 *
 * @param what stands where a reader would otherwise take B for the figure itself
 */
export function findingOf(changes: readonly Judged[], what = 'B'): string {
	const judged = changes.flatMap((change) => (change.comparable ? [change.verdict] : []));
	if (judged.length === 0) return 'None of the cells in common can be compared.';
	const count = (verdict: ComparisonVerdict) => judged.filter((one) => one === verdict).length;
	const [lower, higher, tie] = [count('lower'), count('higher'), count('tie')];
	if (tie === judged.length) return `${what}: no difference was detected in ${tie} of ${tie}.`;
	const clauses = [
		...(lower > 0 ? [`${what} is lower in ${lower}`] : []),
		...(higher > 0 ? [lower > 0 ? `higher in ${higher}` : `${what} is higher in ${higher}`] : []),
		...(tie > 0 ? [`no difference was detected in ${tie}`] : []),
	];
	const [first = '', ...rest] = clauses;
	const sentence = [`${first} of ${judged.length}`, ...rest].join(', ');
	return `${sentence.replace(/, ([^,]*)$/, ' and $1')}.`;
}
