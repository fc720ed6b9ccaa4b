import {
	compareSubjects,
	type CellOfTwoSubjects,
} from '../../src/core/comparability/compare-subjects.ts';
import { countDifferences } from '../../src/core/comparability/count-differences.ts';
import { formatRatio } from '../../src/core/format.ts';
import type { MetricName } from '../../src/core/schemas/cell.ts';
import type { SubjectId } from '../../src/core/schemas/experiment.ts';
import { CliError } from '../error.ts';
import { findFinishedRun, readFinishedRun } from '../finished-runs.ts';
import { alignColumns, formatEstimate, formatInterval, onCores, wrap } from './text-table.ts';

interface Asked {
	subjects: readonly [SubjectId, SubjectId];
	/** A run's id or the beginning of it; absent: the newest. */
	run: string | undefined;
	metric: MetricName | undefined;
}

/**
 * Prints one metric of two subjects of one finished run side by side.
 *
 * @throws CliError with one sentence where they are not comparable
 */
export function compareInRun(root: string, { subjects: [a, b], run, metric }: Asked): number {
	const found = readFinishedRun(findFinishedRun(root, run));
	const wanted = metric ?? 'serverCpuMsPerRequest';
	const comparison = compareSubjects(found, { a, b }, wanted);
	if (!comparison.comparable) {
		throw new CliError(comparison.reason, '`npm run bench -- show` lists a run’s subjects.');
	}
	const lines = [
		`Run ${found.run.id}`,
		`A  ${a}`,
		`B  ${b}`,
		'',
		...wrap(
			`${wanted}, with 95 % intervals, paired by round. "=": no difference detected, "<" and ">": B is lower or higher.`,
		),
		...describeCells(comparison.cells),
	];
	process.stdout.write(`\n${lines.join('\n')}\n`);
	return 0;
}

const SIGNS = { tie: '=', lower: '<', higher: '>' } as const;

function describeCells(cells: readonly CellOfTwoSubjects[]): string[] {
	const changes = cells.map(({ change }) => change);
	const tables = Map.groupBy(
		cells,
		({ experiment, track }) => `${experiment}, server ${onCores(track)}`,
	);
	return [
		...[...tables].flatMap(([title, group]) => ['', title, ...describePlace(group)]),
		'',
		...wrap(`Figures: ${countDifferences(changes)}.`),
	];
}

function describePlace(group: readonly CellOfTwoSubjects[]): string[] {
	const reasons = group.flatMap(({ change }) => (change.comparable ? [] : [change.reason]));
	return [
		...alignColumns([
			['', 'A', 'B', 'B / A', 'would show'],
			...group.map(({ load, a, b, change, detectable }) => [
				load,
				formatEstimate(a),
				formatEstimate(b),
				change.comparable
					? `${SIGNS[change.verdict]} ${formatInterval(change.ratio.ratio, change.ratio, formatRatio)}`
					: 'not compared',
				detectable === undefined ? '-' : `from ${formatRatio(detectable)}`,
			]),
		]),
		...[...new Set(reasons)].flatMap((reason) => wrap(reason, '  ')),
	];
}
