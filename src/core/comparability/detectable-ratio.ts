import { detectableInErrors } from '../statistics/detectable.ts';
import type { NoiseFloor } from '../statistics/noise-floor.ts';
import type { RatioEstimate } from '../statistics/paired-ratio.ts';
import { studentTQuantile } from '../statistics/student-t.ts';

/**
 * The smallest true ratio above 1 that `compareCells` would call a difference in four runs of five: what the
 * interval needs, and what it takes to reach out of the A/A floor.
 *
 * @param floor the one that the comparison was made with
 */
export function detectableRatio(
	{ low, high, rounds, confidence }: RatioEstimate,
	floor?: NoiseFloor,
): number {
	const critical = studentTQuantile((1 + confidence) / 2, rounds - 1);
	const standardError = Math.log(high / low) / 2 / critical;
	const floorLog = floor ? Math.log(floor.ratio) : 0;
	// Rounds without any scatter would see every difference beyond the floor.
	if (standardError <= 0) return Math.exp(floorLog);
	return Math.exp(detectableInErrors(rounds, confidence, floorLog / standardError) * standardError);
}
