import type { MetricName } from '../schemas/cell.ts';
import type { CoreTrack } from '../schemas/experiment.ts';
import type { MachineClass } from '../schemas/run.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { twinComparisons, type RunWithCells, type TwinComparison } from './twin-comparisons.ts';

/** The A/A floor of one load and metric over several runs of one experiment on machines of one kind. */
export type PooledFloor = {
	experiment: string;
	machineClass: MachineClass;
	cpuModel: string;
	track: CoreTrack;
	load: string;
	metric: MetricName;
	/** Ids of the runs that gave a pair. */
	runs: string[];
	/** Rounds of all those runs in which both twins passed every gate. */
	pairs: number;
	/** In 95 of 100 rounds the twins' ratio stayed within this factor of 1; at least 1. */
	ratio: number;
	/** Interval of `ratio`; `high` needs 72 pairs, because the 95th percentile of fewer has no upper bound. */
	low?: number;
	high?: number;
	confidence?: number;
};

/**
 * What identical subjects showed, pooled over rounds and runs: the 95th percentile of |log ratio|.
 *
 * Loads, core tracks and kinds of machine are kept apart, since the noise of one is not that of another.
 * The interval takes rounds for independent; a run whose twins happened to differ throughout makes it too
 * narrow, which `twinComparisons` shows run by run.
 *
 * @param runs those to pool, e.g. all that may be published
 */
export function pooledFloors(runs: readonly RunWithCells[], metric: MetricName): PooledFloor[] {
	const groups = Map.groupBy(twinComparisons(runs, metric), (one) => JSON.stringify(placeOf(one)));
	return [...groups.values()].flatMap((comparisons) => poolOf(comparisons, metric));
}

function placeOf({ run, experiment, track, load }: TwinComparison) {
	const { class: machineClass, cpuModel } = run.machine;
	return { experiment, machineClass, cpuModel, track, load };
}

function poolOf(comparisons: readonly TwinComparison[], metric: MetricName): PooledFloor[] {
	const [first] = comparisons;
	const distances = comparisons.flatMap(({ logRatios }) => logRatios.map(Math.abs));
	const estimate = quantileInterval(distances, 0.95);
	if (!first || !estimate) return [];
	const withPairs = comparisons.filter(({ logRatios }) => logRatios.length > 0);
	const { value, count, low, high, confidence } = estimate;
	return [
		{
			...placeOf(first),
			metric,
			runs: [...new Set(withPairs.map(({ run }) => run.id))],
			pairs: count,
			ratio: Math.exp(value),
			...(low !== undefined && { low: Math.exp(low) }),
			...(high !== undefined && { high: Math.exp(high) }),
			...(confidence !== undefined && { confidence }),
		},
	];
}
