import { expect, it } from 'vitest';
import { sampleCell } from '../../core/samples.ts';
import type { CellPrediction } from '../../simulator/predict/predict-cells.ts';
import { mixTable, modelFinding, modelTable } from './model-table.ts';

const row = (figure: 'mean' | 'p50', predictedMs: number, measuredMs: number) => {
	const offBy = predictedMs / measuredMs - 1;
	return { figure, predictedMs, measuredMs, offBy, withinAim: Math.abs(offBy) <= 0.1 };
};
const predictions: CellPrediction[] = [
	{
		cell: sampleCell(),
		share: 0.5,
		isAimedAt: true,
		demand: { cpuMs: 0.1, elsewhereMs: 0 },
		rows: [row('mean', 0.9, 1), row('p50', 2, 1)],
	},
	{
		cell: sampleCell(),
		share: 0.9,
		isAimedAt: false,
		demand: { cpuMs: 0.1, elsewhereMs: 0 },
		rows: [row('mean', 1, 10)],
	},
];

it('puts predicted, measured and off by beside each other, and names what was not measured', () => {
	const table = modelTable(predictions, () => 'Go');
	expect(table.columns).toEqual(['Subject', 'Load', 'mean, ms', 'p50, ms', 'p95, ms', 'p99, ms']);
	expect(table.rows).toEqual([
		['Go', '50 %', '0.9 / 1 / −10 %', '2 / 1 / +100 %', 'not measured', 'not measured'],
		['Go', '90 %', '1 / 10 / −90 %', 'not measured', 'not measured', 'not measured'],
	]);
});

it('counts what was aimed at, and leaves out what is beyond', () => {
	expect(modelFinding(predictions)).toBe(
		'Up to 80 % of capacity 1 of 2 figures are within the aim: mean off by 10 %, p50 off by 100 %.',
	);
	expect(modelFinding([])).toBeUndefined();
});

it('tells of a mix how many cores there were, and which load it was', () => {
	const mix = { cell: sampleCell({ load: 'slow-2' }), operation: 'u0', rows: [row('mean', 2, 1)] };
	const { columns, rows } = mixTable([mix], () => 'Tokio');
	expect(columns.slice(0, 3)).toEqual(['Subject', 'Cores', 'Load']);
	expect(rows[0]?.slice(0, 4)).toEqual(['Tokio', '1', 'slow-2', '2 / 1 / +100 %']);
});
