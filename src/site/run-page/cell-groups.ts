import { DID_NOT_KEEP_UP, whyNoPercentile } from '../../charts/cell-rows.ts';
import { isNotCarried } from '../../core/gates/not-carried.ts';
import type { Cell, MeasuredCell, MetricName } from '../../core/schemas/cell.ts';
import type { GateOutcome } from '../../core/schemas/gate.ts';
import { columnsFor, type FigureColumn } from '../../core/inspections/figures.ts';
import { inWords } from '../data/metrics.ts';

/** Cells that may be read side by side: the same load on the same core track. */
export interface CellGroup {
	readonly id: string;
	readonly load: Cell['loadDefinition'];
	readonly track: Cell['track'];
	readonly cells: readonly Cell[];
	readonly columns: readonly FigureColumn[];
}

/** What the page of a run prints of each cell of a load, under which heading. */
const columns: readonly FigureColumn[] = [
	{ metric: 'serverCpuMsPerRequest', title: 'CPU a request, ms' },
	{ metric: 'throughputPerSecond', title: 'Requests a second' },
	{ metric: 'serverCoresUsed', title: 'Cores used' },
	{ metric: 'latencyMsP50', title: 'p50, ms' },
	{ metric: 'latencyMsP99', title: 'p99, ms' },
	{ metric: 'serverRssBytesMax', title: 'Memory, MB' },
];

/** Groups in the order in which their first cell comes. */
export function cellGroups(cells: readonly Cell[]): CellGroup[] {
	const groups = new Map<string, Omit<CellGroup, 'columns'>>();
	for (const cell of cells) {
		const id = `${cell.experiment}-${cell.load}-${cell.track}`;
		const before = groups.get(id)?.cells ?? [];
		const { loadDefinition: load, track } = cell;
		groups.set(id, { id, load, track, cells: [...before, cell] });
	}
	return [...groups.values()].map((group) => ({
		...group,
		columns: columnsFor(group.cells, columns),
	}));
}

/** `11.6 (11.4 to 11.9)`, or undefined where it was not measured. */
export function figureWords(cell: MeasuredCell, metric: MetricName): string | undefined {
	const estimate = cell.summary[metric];
	if (estimate === undefined) return undefined;
	// The unit of the column's heading, whatever the figure.
	const shown = (value: number) => inWords(metric, value, 1).number;
	const { median, low, high } = estimate;
	const interval =
		low !== undefined && high !== undefined ? ` (${shown(low)} to ${shown(high)})` : '';
	return shown(median) + interval;
}

/** What stands in a figure's place. */
export function whyNoFigure(cell: MeasuredCell, metric: MetricName): string {
	const passed = cell.windows.some(({ failedGates }) => failedGates.length === 0);
	if (!passed && cell.windows.length > 0) {
		return isNotCarried(cell.windows) ? DID_NOT_KEEP_UP : 'left out';
	}
	const percentile = /^latencyMsP(\d+)$/.exec(metric)?.[1];
	if (percentile === undefined || cell.histograms.responseTime === undefined) return 'not measured';
	return whyNoPercentile(cell, Number(percentile));
}

/** `node/http:single`, with its twin told apart. */
export const subjectOf = (cell: Cell): string =>
	`${cell.implementation}:${cell.variant}${cell.duplicate ? ', A/A twin' : ''}`;

/** An anchor from a cell's id. */
export const anchorOf = (cell: Cell): string => cell.id.replaceAll('/', '-');

/** The gates a cell did not pass; a cell that failed altogether has none and says why itself. */
export const failedGates = (cell: Cell): readonly GateOutcome[] =>
	cell.status === 'measured' ? cell.gates.filter(({ pass }) => !pass) : [];
