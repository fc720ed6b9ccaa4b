import { mayStateRatio } from '../core/claims/machine-may-say.ts';
import { compareCells } from '../core/comparability/compare-cells.ts';
import { describeRatio } from '../core/comparability/describe-ratio.ts';
import { runNoiseFloor } from '../core/comparability/run-noise-floor.ts';
import { formatRatio } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { gateWords, rowOf } from './cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { listed } from './words.ts';

const metric = 'throughputPerSecond';
const REFERENCE = 'node/fastify:single';

/**
 * How many times the traffic of one event loop does each carry, when all cores may be used? A ratio within one run, and still
 * not for every machine: where the load generator shares the server's cores, it is partly a ratio of generators.
 */
export const transformTraffic: Chart = {
	question: 'transform-traffic',
	experiment: 'transform',
	title: 'Traffic beside that of one event loop, 50 users and all cores',
	metric,
	draws: (cell) => cell.load === 'users-50' && cell.track === 'all' && !cell.duplicate,
	withheld: ({ run }) =>
		mayStateRatio(run.machine.class, 'all')
			? undefined
			: 'Ratios of traffic on all cores are not stated for a shared development machine, whose load generator needs a part of them.',
	rows: (context) => context.cells.flatMap((cell) => ratioRow(cell, context) ?? []),
	spec: (layout, rows) =>
		estimateSpec(layout, rows, { title: 'times the traffic of one event loop' }),
	table,
	finding,
};

/** Undefined for the reference itself. */
function ratioTo(cell: Cell, { cells, runCells }: ChartContext) {
	const reference = cells.find((one) => subjectOf(one) === REFERENCE);
	if (reference === undefined || reference.status === 'failed' || cell.status === 'failed') return;
	const floor = runNoiseFloor(runCells, { ...cell, metric });
	return compareCells(cell, reference, metric, { floor });
}

function ratioRow(cell: Cell, context: ChartContext): ChartRow | undefined {
	const row = rowOf(cell, context);
	if (row === undefined || subjectOf(cell) === REFERENCE) return undefined;
	const compared = ratioTo(cell, context);
	if (!compared?.comparable) return { ...row, text: row.failedGate ? row.text : 'no ratio' };
	const { ratio, low, high } = compared.ratio;
	return { ...row, value: ratio, low, high, text: `${formatRatio(ratio)} times` };
}

function table(context: ChartContext): ChartTable {
	return {
		columns: ['Subject', 'Times one event loop', 'Gates'],
		ids: context.cells.map(({ id }) => id),
		rows: context.cells.map((cell) => {
			const subject = context.labelOf(subjectOf(cell)).full;
			const gates = gateWords(cell);
			if (subjectOf(cell) === REFERENCE) return [subject, '1, by definition', gates];
			const compared = ratioTo(cell, context);
			if (compared === undefined) return [subject, 'no ratio', gates];
			const words = compared.comparable
				? describeRatio(compared.ratio, compared.verdict)
				: compared.reason;
			return [subject, words, gates];
		}),
	};
}

function finding(context: ChartContext): string | undefined {
	const parts = context.cells.flatMap((cell) => {
		if (subjectOf(cell) === REFERENCE) return [];
		const compared = ratioTo(cell, context);
		if (!compared?.comparable) return [];
		const { name, detail } = context.labelOf(subjectOf(cell));
		return [`${name} ${detail} ${describeRatio(compared.ratio, compared.verdict)}`];
	});
	return parts.length === 0 ? undefined : `Beside one Node.js event loop: ${listed(parts)}.`;
}
