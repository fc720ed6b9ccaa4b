import { compareCells } from '../core/comparability/compare-cells.ts';
import { runNoiseFloor } from '../core/comparability/run-noise-floor.ts';
import { formatNumber } from '../core/format.ts';
import type { Cell, MeasuredCell } from '../core/schemas/cell.ts';
import { findMeasured, subjectOf } from '../core/selection/find-cell.ts';
import { breakEven } from './break-even.ts';
import { hasFailedGate } from './cell-rows.ts';
import type { ChartContext } from './chart.ts';
import { curveChart } from './curve-chart.ts';
import type { CurveFigure, CurveRow } from './curve-rows.ts';
import { logTicks } from './log-ticks.ts';
import { sizeOf, sizeUnit, unitsOf } from './task-size.ts';
import { listed, threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';

/** Who moves its tasks away, and the same program that computes them in place. */
const inPlaceOf: Record<string, string> = {
	'node/http:pool': 'node/http:single',
	'rust/axum:spawn-blocking': 'rust/axum:inline',
	'rust/axum:block-in-place': 'rust/axum:inline',
};

/** So much more CPU time is called cheap. */
const LIMIT = 1.1;

/** What does it cost to move a task away, by its size? */
export const offloadingCpu = curveChart({
	question: 'offloading-cpu',
	experiment: 'offloading',
	title: 'CPU time of a request whose task is moved away, beside computing in place, on one core',
	metric,
	hasViews: false,
	draws: (cell) =>
		cell.load.startsWith('task-') &&
		cell.track === '1' &&
		!cell.duplicate &&
		subjectOf(cell) in inPlaceOf,
	at: sizeOf,
	atUnit: sizeUnit,
	figure: ratioOf,
	words: (ratio) => `${threeDigits(ratio)} times`,
	axes: (rows) => {
		const sizes = rows.flatMap(({ at }) => at ?? []);
		const powers = logTicks(Math.min(...sizes), Math.max(...sizes)).filter(isPowerOfTen);
		return {
			x: {
				title: `${rows[0]?.atUnit ?? 'units'} of computation, the task`,
				scale: 'log',
				values: powers,
			},
			y: { title: 'times the CPU of computing in place', scale: 'log', ...ratioTicks(rows) },
			reference: { value: 1, words: 'as in place', place: 'below right' },
		};
	},
	table: {
		at: 'Task',
		figure: 'Times the CPU of computing in place',
		atWords: (size, cell) => {
			const units = unitsOf(cell);
			const words = `${formatNumber(units)} units`;
			return size === units ? words : `${words}, ${threeDigits(size)} ms`;
		},
	},
	finding,
});

/** Closer than 1, 2 and 5, since most ratios lie near 1; not where noise has gone far below it. */
function ratioTicks(rows: readonly CurveRow[]): { values?: number[] } {
	const ratios = rows.flatMap(({ value, low, high }) => [value, low, high]);
	const known = ratios.filter((ratio) => ratio !== undefined);
	const ticks = [0.8, 1, 1.2, 1.5, 2, 3, 5, 8];
	const end = ticks.findIndex((tick) => tick >= Math.max(...known, 1.2));
	return end === -1 || Math.min(...known) < 0.8 ? {} : { values: ticks.slice(0, end + 1) };
}

const isPowerOfTen = (value: number) => Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9);

function ratioOf(cell: Cell, { runCells }: ChartContext): CurveFigure | undefined {
	const subject = inPlaceOf[subjectOf(cell)];
	const place = { track: cell.track, load: cell.load };
	const inPlace = subject && findMeasured(runCells, { ...place, subject });
	if (cell.status === 'failed' || !inPlace) return undefined;
	const failedGate = hasFailedGate(inPlace);
	const floor = runNoiseFloor(runCells, { ...place, metric });
	const compared = compareCells(cell, inPlace, metric, { floor });
	if (compared.comparable) {
		const { ratio, low, high } = compared.ratio;
		return { value: ratio, low, high, failedGate };
	}
	// One round has no interval; a first look shows its ratio without.
	const [moved, still] = [median(cell), median(inPlace)];
	return moved === undefined || still === undefined
		? undefined
		: { value: moved / still, failedGate };
}

const median = ({ summary }: MeasuredCell) => summary[metric]?.median;

/** From which size on each way of moving costs little, and what it costs the smallest task. */
function finding(context: ChartContext): string | undefined {
	const unit = sizeUnit(context);
	const ways = Object.keys(inPlaceOf).flatMap((subject) => {
		const tasks = context.cells
			.filter((cell) => subjectOf(cell) === subject)
			.flatMap((cell) => {
				const figure = ratioOf(cell, context);
				return figure
					? [{ size: sizeOf(cell, context), ratio: figure.value, high: figure.high }]
					: [];
			});
		const [smallest] = tasks.toSorted((a, b) => a.size - b.size);
		if (smallest === undefined) return [];
		const { name, detail } = context.labelOf(subject);
		return [{ way: `${name} ${detail}`, smallest, from: breakEven(tasks, LIMIT) }];
	});
	if (ways.length === 0) return undefined;
	const percent = Math.round((LIMIT - 1) * 100);
	const cheap = ways.flatMap(({ way, from }) =>
		from === undefined ? [] : [`${threeDigits(from)} ${unit} on (${way})`],
	);
	const never = ways.filter(({ from }) => from === undefined).map(({ way }) => way);
	const parts = [
		...(cheap.length > 0 ? [`from tasks of ${listed(cheap)}`] : []),
		...(never.length > 0 ? [`in no task measured for ${listed(never)}`] : []),
	];
	const smallest = ways.map(
		({ way, smallest: { ratio } }) => `${threeDigits(ratio)} times (${way})`,
	);
	return `Moving a task away costs at most ${percent} % more CPU ${parts.join(', and ')}; the smallest task costs ${listed(smallest)}.`;
}
