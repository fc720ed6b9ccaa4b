import { detectableInErrors } from '../statistics/detectable.ts';
import { noiseFloor, type NoiseFloor } from '../statistics/noise-floor.ts';
import {
	LEAST_PAIRED_ROUNDS,
	logRatios,
	ratioOfPaired,
	type RatioEstimate,
} from '../statistics/paired-ratio.ts';

/** How far apart identical servers came, over the rounds of one run or of several pooled. */
export type TwinNoise = {
	/** Of a server to its duplicate: the truth is 1. */
	ratio: RatioEstimate;
	floor: NoiseFloor;
	/** The ratio of the two in each round, in the order given. */
	ratios: number[];
	/** The smallest true ratio that a run of `rounds` rounds with this noise finds with 80 % probability. */
	detectableRatio: number;
	/** The rounds that `detectableRatio` is for. */
	rounds: number;
};

/**
 * What the rounds of twins say of a comparison in a run of so many rounds.
 *
 * @param pairs the figure of the server and of its duplicate in each round
 * @returns absent for fewer than two rounds and for rounds that are all alike, which have no spread
 */
export function twinNoise(
	pairs: readonly (readonly [number, number])[],
	rounds: number,
): TwinNoise | undefined {
	const floor = noiseFloor(pairs);
	if (floor === undefined || pairs.length < LEAST_PAIRED_ROUNDS) return undefined;
	const first = pairs.map(([value]) => value);
	const twin = pairs.map(([, value]) => value);
	const logs = logRatios(first, twin);
	const standardError = deviation(logs) / Math.sqrt(rounds);
	// Equal in every round: a figure that the load itself fixes, such as its rate, has no noise to speak of.
	if (standardError === 0) return undefined;
	const inErrors = detectableInErrors(rounds, 0.95, Math.log(floor.ratio) / standardError);
	return {
		ratio: ratioOfPaired(first, twin),
		floor,
		ratios: logs.map(Math.exp),
		detectableRatio: Math.exp(inErrors * standardError),
		rounds,
	};
}

function deviation(values: readonly number[]): number {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return Math.sqrt(squares / (values.length - 1));
}
