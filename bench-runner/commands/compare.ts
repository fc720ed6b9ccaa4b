import { basename } from 'node:path';
import { compareRuns } from '../../src/core/comparability/compare-runs.ts';
import type { MetricName } from '../../src/core/schemas/cell.ts';
import { CliError } from '../error.ts';
import { findFinishedRun, readFinishedRun } from '../finished-runs.ts';
import { describeComparison } from './describe-comparison.ts';

/**
 * Prints what changed in one metric from one finished run to another.
 *
 * @param ids of the runs, or their beginnings
 * @throws CliError with one sentence where the runs are not comparable
 */
export function compare(
	root: string,
	ids: readonly [string, string],
	metric: MetricName = 'serverCpuMsPerRequest',
): number {
	const folders = ids.map((id) => findFinishedRun(root, id)) as [string, string];
	const comparison = compareRuns(readFinishedRun(folders[0]), readFinishedRun(folders[1]), metric);
	if (!comparison.comparable) {
		throw new CliError(comparison.reason, '`npm run bench -- list` shows what there is.');
	}
	const names = { a: basename(folders[0]), b: basename(folders[1]) };
	const lines = describeComparison(names, metric, comparison);
	process.stdout.write(`\n${lines.join('\n')}\n`);
	return 0;
}
