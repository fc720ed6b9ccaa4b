import type { ComparisonVerdict } from './compare-cells.ts';

type Judged = { comparable: true; verdict: ComparisonVerdict } | { comparable: false };

/**
 * How many of several comparisons found a difference, in words. Many intervals at 95 % miss now and then, and a
 * reader who sees thirty should know how often.
 */
export function countDifferences(changes: readonly Judged[]): string {
	const judged = changes.flatMap((change) => (change.comparable ? [change] : []));
	const differ = judged.filter(({ verdict }) => verdict !== 'tie').length;
	const byChance = (judged.length * 0.05).toFixed(1);
	return `${differ} of ${judged.length} differ; were both the same, at most ${byChance} would on average`;
}
