import type { CurveReading } from './curve-rows.ts';
import { whyNoPercentile } from './cell-rows.ts';
import { percentileOf } from './latency-rows.ts';
import { threeDigits } from './words.ts';

/** How a curve reads one percentile of a cell; only what has enough requests beyond it is published. */
export function percentileReading(
	percentile: number,
): Pick<CurveReading, 'figure' | 'whyAbsent' | 'words'> {
	return {
		figure: (cell) => {
			const found = percentileOf(cell, percentile);
			return found && { value: found.valueMs, low: found.lowMs, high: found.highMs };
		},
		whyAbsent: (cell) => (percentileOf(cell, 50) ? whyNoPercentile(cell, percentile) : undefined),
		words: (milliseconds) => `${threeDigits(milliseconds)} ms`,
	};
}
