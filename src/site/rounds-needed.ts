import { detectableInErrors } from '../core/statistics/detectable.ts';
import { meanAndVariance } from '../core/statistics/paired-ratio.ts';
import { studentTQuantile } from '../core/statistics/student-t.ts';
import type { MetricName } from '../core/schemas/cell.ts';
import { pooledTwins } from './data/twins.ts';

/** What so many rounds would find with the noise that was measured, by the interval alone. */
export type RoundsNeeded = {
	rounds: number;
	/** By how many standard errors a 95 % interval reaches to either side. */
	t: number;
	/** The smallest ratio above 1 found with 80 % probability, one for each metric asked for. */
	detectable: number[];
};

/** Two rounds give the first spread there is; twice eight and twice that show what more time buys. */
const ROUNDS = [2, 3, 4, 6, 8, 16, 32];

/** @returns nothing where a metric has no twins yet */
export function roundsNeeded(
	asked: readonly { metric: MetricName; kind: 'closed' | 'open' }[],
): RoundsNeeded[] {
	const deviations = asked.map(({ metric, kind }) => deviationOf(metric, kind));
	if (deviations.some((deviation) => deviation === undefined)) return [];
	return ROUNDS.map((rounds) => ({
		rounds,
		t: studentTQuantile(0.975, rounds - 1),
		detectable: deviations.map((deviation = NaN) =>
			Math.exp((detectableInErrors(rounds, 0.95) * deviation) / Math.sqrt(rounds)),
		),
	}));
}

/** Of the log ratios of twins in single rounds, all loads of a kind together. */
function deviationOf(metric: MetricName, kind: 'closed' | 'open'): number | undefined {
	const logs = pooledTwins(metric)
		.filter(({ loadDefinition }) => loadDefinition.kind === kind)
		.flatMap(({ noise }) => noise.ratios.map(Math.log));
	return logs.length < 2 ? undefined : Math.sqrt(meanAndVariance(logs).variance);
}
