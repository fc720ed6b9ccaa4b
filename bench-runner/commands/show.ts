import { globSync } from 'node:fs';
import { join } from 'node:path';
import {
	type Cell,
	CellSchema,
	type Estimate,
	type MeasuredCell,
} from '../../src/core/schemas/cell.ts';
import { compareCells } from '../../src/core/comparability/compare-cells.ts';
import { describeRatio } from '../../src/core/comparability/describe-ratio.ts';
import { runNoiseFloor } from '../../src/core/comparability/run-noise-floor.ts';
import { tiers } from '../../src/core/comparability/tiers.ts';
import { formatRatio } from '../../src/core/format.ts';
import { type Run, RunSchema } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { readJson } from '../json-file.ts';
import { publishedRuns } from './list.ts';

/** Prints a finished run, by default the newest one of this machine. */
export function show(root: string, id: string | undefined): number {
	const places = [join(root, '.bench/published'), join(root, 'content/results')];
	const runs = places.flatMap((place) => publishedRuns(place).map((run) => ({ place, run })));
	const wanted =
		id ??
		runs
			.map(({ run }) => run)
			.sort()
			.at(-1);
	const found = runs.find(({ run }) => run === wanted);
	if (!found) {
		throw new CliError(
			id ? `There is no finished run "${id}".` : 'There is no finished run yet.',
			'`npm run bench -- list` shows what there is; `npm run bench -- prime` makes one.',
		);
	}
	showRun(join(found.place, found.run));
	return 0;
}

export function showRun(folder: string): void {
	const run = readJson(join(folder, 'run.json'), RunSchema);
	const cells = globSync('*/**/*.json', { cwd: folder })
		.sort()
		.map((path) => readJson(join(folder, path), CellSchema));
	const text = [...describeRun(run), ...describeLoads(cells)].join('\n');
	process.stdout.write(`\n${text}\n\nFiles: ${folder}\n`);
}

function describeRun(run: Run): string[] {
	const { machine, trials } = run;
	const minutes = (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 60_000;
	return [
		`Run ${run.id}`,
		`${machine.cpuModel}, ${machine.physicalCores} cores, ${machine.os}, kernel ${machine.kernel}, class ${machine.class}`,
		`commit ${run.commit.slice(0, 7)}${run.dirty ? ' with changes' : ''}, seed ${run.seed}, ${run.rounds} rounds, ${minutes.toFixed(1)} minutes`,
		`${trials.measured} of ${trials.planned} trials measured, ${trials.failed} failed`,
		...run.failures.map(({ round, subject, reason }) => `  round ${round} ${subject}: ${reason}`),
		...run.gates.filter(({ pass }) => !pass).map(({ gate, reason }) => `gate ${gate}: ${reason}`),
		...run.labels.map((label) => `label: ${label}`),
	];
}

/** One table a load and track; a dagger marks a cell that did not pass a gate. */
function describeLoads(cells: readonly Cell[]): string[] {
	const tables = Map.groupBy(cells, ({ load, track }) => `${load}, server on ${track} core(s)`);
	return [...tables].flatMap(([title, group]) => [
		'',
		title,
		...alignColumns([
			['', 'CPU ms a request', 'requests a second', 'p50 ms', 'p99 ms', 'rounds'],
			...group.map(describeCell),
		]),
		...describeRanking(cells, group),
		...group.flatMap(describeGates),
	]);
}

/** Which subjects this run can tell apart by CPU time a request, and what difference its identical twins showed. */
function describeRanking(cells: readonly Cell[], group: readonly Cell[]): string[] {
	const [first] = group;
	if (!first) return [];
	const place = { track: first.track, load: first.load, metric: 'serverCpuMsPerRequest' } as const;
	const ranked = tiers(cells, place);
	const floor = runNoiseFloor(cells, place);
	const best = ranked[0]?.[0];
	if (!best) return [];
	const names = ranked.map((tier) => tier.map(({ subject }) => subject).join(' = '));
	const ratios = ranked.flat().flatMap(({ subject, cell }) => {
		const compared = compareCells(cell, best.cell, place.metric, { floor });
		if (cell === best.cell || !compared.comparable) return [];
		return [`    ${subject} / ${best.subject}: ${describeRatio(compared.ratio, compared.verdict)}`];
	});
	if (ratios.length === 0)
		return ['  Too few rounds passed in common to compare any two subjects.'];
	return [
		`  CPU time, least first ("=": not told apart): ${names.join('  <  ')}`,
		...ratios,
		...(floor ? [`    twins differed by up to ${formatRatio(floor.ratio)} times`] : []),
	];
}

function describeCell(cell: Cell): string[] {
	const name = `${cell.implementation}:${cell.variant}${cell.duplicate ? ' (twin)' : ''}`;
	if (cell.status === 'failed') return [name, `failed in ${cell.failure.stage}`];
	const mark = cell.gates.every(({ pass }) => pass) ? '' : ' †';
	const { serverCpuMsPerRequest, throughputPerSecond, latencyMsP50 } = cell.summary;
	const rounds = cell.windows.filter(({ failedGates }) => failedGates.length === 0).length;
	return [
		`${name}${mark}`,
		formatEstimate(serverCpuMsPerRequest),
		formatEstimate(throughputPerSecond),
		formatEstimate(latencyMsP50),
		formatPercentile(cell, 99),
		`${rounds}/${cell.windows.length}`,
	];
}

function describeGates(cell: Cell): string[] {
	if (cell.status === 'failed') return [];
	return cell.gates
		.filter(({ reason }) => reason !== undefined)
		.map(({ gate, reason }) => `  ${cell.implementation}:${cell.variant}  ${gate}: ${reason}`);
}

function formatEstimate(estimate: Estimate | undefined): string {
	if (!estimate) return '-';
	const { median, low, high } = estimate;
	const interval =
		low === undefined || high === undefined ? '' : ` (${short(low)} to ${short(high)})`;
	return `${short(median)}${interval}`;
}

function formatPercentile(cell: MeasuredCell, percentile: number): string {
	const found = cell.percentiles.find((one) => one.percentile === percentile);
	return found ? short(found.valueMs) : '-';
}

function short(value: number): string {
	return Number(value.toPrecision(3)).toLocaleString('en-GB');
}

function alignColumns(rows: readonly string[][]): string[] {
	const widths = rows.reduce<number[]>(
		(sizes, row) => row.map((text, column) => Math.max(sizes[column] ?? 0, text.length)),
		[],
	);
	return rows.map((row) =>
		`  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
	);
}
