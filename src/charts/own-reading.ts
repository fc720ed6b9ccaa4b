import { unitOf } from '../core/format.ts';
import { MetricNameSchema, type Cell, type MetricName } from '../core/schemas/cell.ts';
import { largest } from './cell-rows.ts';
import type { Chart, ChartContext, ChartRow } from './chart.ts';

/** How a figure of a chart is read of a cell, so that a script can read a run that this site has never seen. */
export type OwnReading = {
	/** A metric's median, or a percentile over all windows: `p50`. */
	of: string;
	/** How many of the unit drawn one stored unit is. */
	per: number;
	unit: string;
};

/** Of each row the cell that it is of; a heading has none. */
export type OwnChart = {
	/** False where its figures are computed in another way: then `reading` is of its metric, as text. */
	isDrawn: boolean;
	reading: OwnReading;
	cells: (string | null)[];
};

type AnyRow = ChartRow & { cell?: string };
type Pair = { value: number; cell: Cell };

/** Found by trying: the one reading that gives every figure of the chart from its cell. */
export function ownChart(
	{ metric }: Pick<Chart, 'metric'>,
	{ runCells, cells }: Pick<ChartContext, 'runCells' | 'cells'>,
	rows: readonly ChartRow[],
): OwnChart {
	const idOf = (row: AnyRow) => row.cell ?? row.id;
	const byId = new Map(runCells.map((cell) => [cell.id, cell]));
	const pairs = rows.flatMap((row): Pair[] => {
		const cell = byId.get(idOf(row));
		return cell && row.value !== undefined ? [{ value: row.value, cell }] : [];
	});
	const isWhole = pairs.length === rows.filter(({ value }) => value !== undefined).length;
	const unit = rows.find((row) => row.value !== undefined && row.unit !== undefined)?.unit;
	const found = isWhole && pairs.length > 0 ? readingOf(pairs, metric) : undefined;
	if (found) {
		return {
			isDrawn: true,
			reading: { ...found, unit: unit ?? shortUnit(found.of, found.per) },
			cells: rows.map((row) => (byId.has(idOf(row)) ? idOf(row) : null)),
		};
	}
	const { unit: long, perStored } = unitOf(metric, largest(cells, metric));
	return {
		isDrawn: false,
		reading: { of: metric, per: perStored, unit: long },
		cells: cells.map(({ id }) => id),
	};
}

const PERCENTILES = ['p50', 'p90', 'p95', 'p99'];
/** As units are: thousands of thousands, bytes by 1024, and shares in per cent. */
const FACTORS = [1, 1e3, 1e-3, 1e6, 1e-6, 1e-9, 100, 1 / 1024, 1 / 1024 ** 2];

function readingOf(pairs: readonly Pair[], metric: MetricName) {
	const metrics = [metric, ...MetricNameSchema.options.filter((one) => one !== metric)];
	for (const of of [...PERCENTILES, ...metrics]) {
		const per = FACTORS.find((factor) =>
			pairs.every(({ value, cell }) => {
				const stored = storedFigure(cell, of);
				return stored !== undefined && isSame(stored * factor, value);
			}),
		);
		// That all are nought says nothing of what they are.
		if (per !== undefined && pairs.some(({ value }) => value !== 0)) return { of, per };
	}
	return undefined;
}

function storedFigure(cell: Cell, of: string): number | undefined {
	if (cell.status === 'failed') return undefined;
	const percentile = cell.percentiles.find((one) => `p${one.percentile}` === of);
	return percentile?.valueMs ?? cell.summary[of as MetricName]?.median;
}

const isSame = (a: number, b: number) =>
	Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

function shortUnit(of: string, per: number): string {
	if (PERCENTILES.includes(of)) return 'ms';
	const metric = of as MetricName;
	// Below one a figure may have the smaller unit, which its factor tells.
	const units = [0.5, 2].map((like) => unitOf(metric, like));
	return (units.find(({ perStored }) => perStored === per) ?? units[1])?.unit ?? '';
}
