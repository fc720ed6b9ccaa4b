import { formatRatio } from '../format.ts';
import type { RatioEstimate } from '../statistics/paired-ratio.ts';
import type { ComparisonVerdict } from './compare-cells.ts';

/** `1.02 times (0.98 to 1.06): no difference detected`, or without the last words where there is one or none is judged. */
export function describeRatio(ratio: RatioEstimate, verdict?: ComparisonVerdict): string {
	const text = `${formatRatio(ratio.ratio)} times (${formatRatio(ratio.low)} to ${formatRatio(ratio.high)})`;
	return verdict === 'tie' ? `${text}: no difference detected` : text;
}
