import {
	twinComparisons,
	type RunWithCells,
	type TwinComparison,
} from '../../core/comparability/twin-comparisons.ts';
import { twinNoise, type TwinNoise } from '../../core/comparability/twin-noise.ts';
import type { MetricName } from '../../core/schemas/cell.ts';
import type { DeclaredLoad } from '../../core/schemas/experiment.ts';
import type { Run } from '../../core/schemas/run.ts';
import { runsOfOneMachine } from '../../core/selection/runs-of-one-machine.ts';
import { median } from '../../core/statistics/quantiles.ts';
import { thisBuild } from '../this-build.ts';
import type { Origin } from './folders.ts';
import { cellsOf, experiments, runs } from './index.ts';

/** A/A comparisons under one load in one metric, of each pooled run, and the noise they show together. */
export type PooledTwins = {
	experiment: string;
	track: TwinComparison['track'];
	load: string;
	loadDefinition: DeclaredLoad;
	comparisons: TwinComparison[];
	noise: TwinNoise;
};

/** The runs whose twins pages pool, oldest first; none before the first run. */
export function pooledRuns(): Run[] {
	const of = (origin: Origin) =>
		runs().flatMap((published) => (published.origin === origin ? [published.run] : []));
	return runsOfOneMachine(of('committed'), {
		repository: thisBuild.repository,
		local: of('local'),
	});
}

/** How many rounds a run of ours has: the median, since noise adds some to a run; before the first, the least we plan. */
export function usualRounds(): number {
	return Math.floor(median(pooledRuns().map(({ rounds }) => rounds)) ?? LEAST_ROUNDS);
}

/** The least that gives a median its interval. */
const LEAST_ROUNDS = 6;

const twinsByMetric = new Map<MetricName, TwinComparison[]>();
const pooledByMetric = new Map<MetricName, PooledTwins[]>();

/**
 * Every A/A comparison of the pooled runs in one metric whose load pacer made: the figures of another
 * generator have a noise of their own. Compared once a process, as the runs are read.
 */
export function twinsIn(metric: MetricName): TwinComparison[] {
	const known = twinsByMetric.get(metric) ?? twinComparisons(pooledCells(), metric);
	twinsByMetric.set(metric, known);
	return known;
}

function pooledCells(): RunWithCells[] {
	const pooled = new Set(pooledRuns());
	return runs()
		.filter(({ run }) => pooled.has(run))
		.map((published) => ({
			run: published.run,
			cells: cellsOf(published)
				.map(({ cell }) => cell)
				.filter(({ loadDefinition: { generator } }) => (generator ?? 'pacer') === 'pacer'),
		}));
}

/** The twins of one metric, a load each, in the order in which the experiments declare their loads. */
export function pooledTwins(metric: MetricName): PooledTwins[] {
	const known = pooledByMetric.get(metric) ?? poolTwins(metric);
	pooledByMetric.set(metric, known);
	return known;
}

function poolTwins(metric: MetricName): PooledTwins[] {
	const place = ({ experiment, load, track }: Pick<PooledTwins, 'experiment' | 'load' | 'track'>) =>
		`${experiment} ${load} ${track}`;
	const twins = Map.groupBy(twinsIn(metric), place);
	return [...experiments().values()].flatMap(({ id: experiment, loads }) =>
		Object.entries(loads).flatMap(([load, loadDefinition]) =>
			loadDefinition.tracks.flatMap((track) => {
				const comparisons = twins.get(place({ experiment, load, track })) ?? [];
				const logRatios = comparisons.flatMap((one) => one.logRatios);
				const noise = twinNoise(logRatios, usualRounds());
				return noise ? [{ experiment, track, load, loadDefinition, comparisons, noise }] : [];
			}),
		),
	);
}
