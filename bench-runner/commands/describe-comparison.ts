import type {
	CellOfTwoRuns,
	RunComparison,
	RunsChange,
} from '../../src/core/comparability/compare-runs.ts';
import { countDifferences } from '../../src/core/comparability/count-differences.ts';
import type { EnvironmentRow } from '../../src/core/comparability/environment.ts';
import { formatRatio } from '../../src/core/format.ts';
import type { MetricName } from '../../src/core/schemas/cell.ts';
import { alignColumns, formatEstimate, formatInterval, onCores, wrap } from './text-table.ts';

type Compared = Extract<RunComparison, { comparable: true }>;

/** Two runs side by side in lines of at most 100 columns, the environment first, then a table a load. */
export function describeComparison(
	{ a, b }: { a: string; b: string },
	metric: MetricName,
	{ environment, onlyRatios, cells }: Compared,
): string[] {
	const tables = Map.groupBy(cells, ({ load, track }) => `${load}, server ${onCores(track)}`);
	return [
		`A  ${a}`,
		`B  ${b}`,
		'',
		...describeEnvironment(environment),
		'',
		...wrap(
			`${metric}, with 95 % intervals. "=": no difference detected, "<" and ">": B is lower or higher. Rounds of two runs are not paired: B / A includes what changed in the machine between them, which no interval knows. The ratio to the reference is taken within the rounds of each run, where the machine’s state cancels: it is the steadier.`,
		),
		...(onlyRatios ? wrap(onlyRatios) : []),
		...[...tables].flatMap(([title, group]) => ['', title, ...describeLoad(group)]),
		'',
		...describeCount(cells),
	];
}

function describeEnvironment(rows: readonly EnvironmentRow[]): string[] {
	const differ = rows.filter(({ same }) => !same);
	const same = rows.filter((row) => row.same).map(({ name }) => name);
	return [
		...(differ.length === 0
			? ['Environment: no difference.']
			: alignColumns([
					['Environment', 'A', 'B'],
					...differ.map(({ name, a, b }) => [name, a ?? '-', b ?? '-']),
				]).map((line) => line.slice(2))),
		...wrap(`The same: ${same.join(', ')}.`),
	];
}

function describeLoad(group: readonly CellOfTwoRuns[]): string[] {
	const relative = group.flatMap((cell) => (cell.relative ? [{ ...cell, ...cell.relative }] : []));
	const reasons = group.flatMap(({ change }) => (change.comparable ? [] : [change.reason]));
	return [
		...alignColumns([
			['', 'A', 'B', 'B / A'],
			...group.map(({ subject, a, b, change }) => [
				subject,
				formatEstimate(a),
				formatEstimate(b),
				describeChange(change),
			]),
		]),
		...[...new Set(reasons)].flatMap((reason) => wrap(reason, '  ')),
		...(relative.length === 0
			? []
			: alignColumns([
					[`times ${relative[0]?.reference}`, 'in A', 'in B', 'ratio of ratios'],
					...relative.map(({ subject, a, b, change }) => [
						subject,
						formatInterval(a.ratio, a, formatRatio),
						formatInterval(b.ratio, b, formatRatio),
						describeChange(change),
					]),
				])),
	];
}

const SIGNS = { tie: '=', lower: '<', higher: '>' } as const;

function describeChange(change: RunsChange): string {
	if (!change.comparable) return 'not compared';
	const { ratio, verdict } = change;
	return `${SIGNS[verdict]} ${formatInterval(ratio.ratio, ratio, formatRatio)}`;
}

function describeCount(cells: readonly CellOfTwoRuns[]): string[] {
	const changes = cells.map(({ change }) => change);
	const ratios = cells.flatMap(({ relative }) => (relative ? [relative.change] : []));
	return [
		...wrap(`Figures: ${countDifferences(changes)}.`),
		...(ratios.length > 0 ? wrap(`Ratios to the reference: ${countDifferences(ratios)}.`) : []),
	];
}
