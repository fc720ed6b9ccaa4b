import { compareCells } from '../../src/core/comparability/compare-cells.ts';
import { detectableRatio } from '../../src/core/comparability/detectable-ratio.ts';
import { pooledFloors } from '../../src/core/comparability/pooled-floors.ts';
import { runNoiseFloor } from '../../src/core/comparability/run-noise-floor.ts';
import { familyConfidence, tiers } from '../../src/core/comparability/tiers.ts';
import type { RunWithCells } from '../../src/core/comparability/twin-comparisons.ts';
import { formatNumber, formatRatio, unitOf } from '../../src/core/format.ts';
import { percent } from '../../src/core/gates/description.ts';
import { exceedances as percentilesGate } from '../../src/core/gates/result.ts';
import { columnsFor, type FigureColumn } from '../../src/core/inspections/figures.ts';
import type { Cell, Estimate, MeasuredCell, MetricName } from '../../src/core/schemas/cell.ts';
import type { Run } from '../../src/core/schemas/run.ts';
import { exceedances } from '../../src/core/statistics/histogram.ts';
import { LEAST_EXCEEDANCES } from '../../src/core/statistics/percentiles.ts';
import { otherOwner, tailOf } from '../../src/core/statistics/server-tail.ts';
import { describeReported, titleOfLoad } from './describe-reported.ts';
import { alignColumns, formatEstimate, formatInterval, onCores, wrap } from './text-table.ts';

const metric = 'serverCpuMsPerRequest';

const ofLoads: readonly FigureColumn[] = [
	{ metric, title: 'CPU ms a request' },
	{ metric: 'throughputPerSecond', title: 'requests a second' },
];

/** Rounds that would not show even this hold no interval worth reading: two can span twenty powers of ten. */
const tellingRatio = 10;

/**
 * A run in lines of at most 100 columns: every load with its figures, what can be told apart, and why not more.
 *
 * @param pool runs whose A/A pairs are set beside those of this one
 */
export function describeRun(
	{ run, cells }: RunWithCells,
	pool: readonly RunWithCells[] = [],
): string[] {
	const tables = Map.groupBy(
		cells,
		(cell) => `${titleOfLoad(cell)}, server ${onCores(cell.track)}`,
	);
	return [
		...describeHead(run),
		'',
		...wrap(
			`Medians over the rounds, with a 95 % interval from six rounds on. p99 is read from all rounds together, with an interval over the rounds, where at least ${LEAST_EXCEEDANCES} requests were slower; their number stands behind it. †: a gate did not pass.`,
		),
		...[...tables].flatMap(([title, group]) => ['', title, ...describeLoad(cells, group, pool)]),
	];
}

function describeHead(run: Run): string[] {
	const { machine, trials } = run;
	const minutes = (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 60_000;
	return [
		`Run ${run.id}`,
		...wrap(
			`${machine.cpuModel}, ${machine.physicalCores} cores, ${machine.os}, kernel ${machine.kernel}, class ${machine.class}`,
		),
		`commit ${run.commit.slice(0, 7)}${run.dirty ? ' with changes' : ''}, seed ${run.seed}, ${run.rounds} rounds, ${minutes.toFixed(1)} minutes`,
		`${trials.measured} of ${trials.planned} trials measured, ${trials.failed} failed`,
		...run.failures.flatMap(({ round, subject, reason }) =>
			wrap(`round ${round} ${subject}: ${reason}`, '  '),
		),
		...run.gates
			.filter(({ pass }) => !pass)
			.flatMap(({ gate, reason }) => wrap(`gate ${gate}: ${reason}`)),
		...(run.asPublished
			? wrap(
					"Only the commands that articles published: their tools' own figures, not to be compared with other runs.",
				)
			: []),
		...run.labels.flatMap((label) => wrap(`label: ${label}`)),
	];
}

function describeLoad(
	cells: readonly Cell[],
	group: readonly Cell[],
	pool: readonly RunWithCells[],
): string[] {
	const columns = columnsFor(group, ofLoads);
	return [
		...alignColumns([
			['', ...columns.map(({ title }) => title), 'rounds'],
			...group.map((cell) => describeCell(cell, columns)),
		]),
		...describeTimesOf(group),
		...describeReported(group, nameOf),
		...describeRanking(cells, group),
		...describeTwins(cells, group, pool),
		...group.flatMap(describeGates),
	];
}

function nameOf(cell: Cell): string {
	return `${cell.implementation}:${cell.variant}${cell.duplicate ? ' (twin)' : ''}`;
}

function describeCell(cell: Cell, columns: readonly FigureColumn[]): string[] {
	if (cell.status === 'failed') return [nameOf(cell), `failed in ${cell.failure.stage}`];
	const mark = cell.gates.every(({ pass }) => pass) ? '' : ' †';
	const rounds = cell.windows.filter(({ failedGates }) => failedGates.length === 0).length;
	return [
		`${nameOf(cell)}${mark}`,
		...columns.map(({ metric }) => shown(metric, cell.summary[metric])),
		`${rounds} of ${cell.windows.length}`,
	];
}

/** In the unit of its column: bytes as MB. */
function shown(name: MetricName, estimate: Estimate | undefined): string {
	if (!estimate) return '-';
	const { perStored } = unitOf(name, Infinity);
	const { median, low, high } = estimate;
	const interval = low !== undefined && high !== undefined && { low, high };
	return formatInterval(median, interval || {}, (value) => formatNumber(value * perStored));
}

/** Of generators that gave a distribution of their own there is more to say than what they report. */
function describeTimesOf(group: readonly Cell[]): string[] {
	const cells = group.filter((cell): cell is MeasuredCell => cell.status === 'measured');
	if (cells.length > 0 && cells.every(({ histograms }) => !histograms.responseTime)) return [];
	return alignColumns([['', 'p50 ms', 'p99 ms, slower requests'], ...cells.map(describeTimes)]);
}

function describeTimes(cell: MeasuredCell): string[] {
	const found = cell.percentiles.find(({ percentile }) => percentile === 99);
	return [
		nameOf(cell),
		formatEstimate(cell.summary.latencyMsP50),
		found
			? `${formatInterval(found.valueMs, { low: found.lowMs, high: found.highMs })}, ${found.exceedances}`
			: `-${whyNone(cell)}`,
	];
}

function whyNone({ histograms: { responseTime }, windows }: MeasuredCell): string {
	if (!responseTime || responseTime.count === 0) return '';
	const tail = tailOf(windows);
	const owner = otherOwner(99, tail);
	if (owner === 'disturbance') return ` (rounds were disturbed beyond p${tail.tailUpTo})`;
	if (owner && tail.stolenShare !== undefined) {
		return ` (${percent(tail.stolenShare)} of the time was stolen)`;
	}
	return ` (only ${exceedances(responseTime, 0.99)} slower)`;
}

/** Which subjects this run can tell apart by CPU time a request, and how large a difference it would have seen. */
function describeRanking(cells: readonly Cell[], group: readonly Cell[]): string[] {
	const [first] = group;
	if (!first) return [];
	const place = { track: first.track, load: first.load, metric } as const;
	const ranked = tiers(cells, place);
	const [best, ...others] = ranked.flat();
	if (!best || others.length === 0) return [];
	const floor = runNoiseFloor(cells, place);
	const confidence = familyConfidence(others.length + 1);
	const ratios = others.flatMap(({ subject, cell }) => {
		const compared = compareCells(cell, best.cell, metric, { floor, confidence });
		if (!compared.comparable) return [];
		const { ratio, verdict } = compared;
		const detectable = detectableRatio(ratio, floor);
		if (detectable > tellingRatio) {
			return [[subject, formatRatio(ratio.ratio), `${ratio.rounds} rounds cannot tell`, '']];
		}
		return [
			[
				subject,
				formatInterval(ratio.ratio, ratio, formatRatio),
				verdict === 'tie' ? 'no difference detected' : verdict,
				`from ${formatRatio(detectable)}`,
			],
		];
	});
	if (ratios.length === 0)
		return ['  Too few rounds passed in common to compare any two subjects.'];
	const tierLines = ranked.flatMap((tier, index) =>
		wrap(`${index === 0 ? ' ' : '<'} ${tier.map(({ subject }) => subject).join(' = ')}`, '    '),
	);
	return [
		'  CPU time a request, least first ("=": each is tied with some other of its row)',
		...tierLines,
		...alignColumns([
			[`times ${best.subject}`, 'all hold at 95 %', '', 'a difference would show'],
			...ratios,
		]),
	];
}

/** How far identical subjects came apart, in this run and in all that pool with it. */
function describeTwins(
	cells: readonly Cell[],
	group: readonly Cell[],
	pool: readonly RunWithCells[],
): string[] {
	const [first] = group;
	if (!first) return [];
	const { track, load, experiment } = first;
	const floor = runNoiseFloor(cells, { track, load, metric });
	if (!floor) return [];
	const pooled = pooledFloors(pool, metric).find(
		(one) => one.track === track && one.load === load && one.experiment === experiment,
	);
	const here = `Twins differed by up to ${formatRatio(floor.ratio)} times in ${floor.pairs} rounds`;
	if (!pooled || pooled.runs.length < 2) return wrap(`${here}.`, '  ');
	const reach = pooled.high ? ` to ${formatRatio(pooled.high)}` : ' or more';
	const interval = pooled.low ? ` (${formatRatio(pooled.low)}${reach})` : '';
	return wrap(
		`${here}; in 95 of 100 rounds of ${pooled.runs.length} runs by up to ${formatRatio(pooled.ratio)}${interval}, from ${pooled.pairs} pairs.`,
		'  ',
	);
}

function describeGates(cell: Cell): string[] {
	if (cell.status === 'failed') return wrap(`${nameOf(cell)}: ${cell.failure.reason}`, '  ');
	return (
		cell.gates
			.filter(({ reason }) => reason !== undefined)
			// Nearly every cell lacks p99.9; the table has a dash where p99 is missing too.
			.filter(({ gate, pass }) => !(pass && gate === percentilesGate.id))
			.flatMap(({ gate, reason }) => wrap(`${nameOf(cell)}  ${gate}: ${reason}`, '  '))
	);
}
