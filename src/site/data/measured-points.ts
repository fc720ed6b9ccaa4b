import { subjectOf } from '../../core/selection/find-cell.ts';
import { measuredNumbers } from '../../simulator/predict/measured-numbers.ts';
import type { PredictionRow } from '../../simulator/predict/predict.ts';
import { predictCells } from '../../simulator/predict/predict-cells.ts';
import { predictMixes } from '../../simulator/predict/predict-mixes.ts';
import type { MeasuredPoint } from '../numbers/nearest.ts';
import { here } from '../this-build.ts';
import { chosenRun, experiments, implementations, workloads } from './index.ts';
import { subjectLabel } from './labels.ts';

/** Workloads of which the server's CPU time is all there is: others wait for a database or another service as well. */
const ASKED = ['hello', 'prime', 'work', 'wait'];

/** Every cell of the runs that pages show which a reader's numbers can be set beside. */
export function measuredPoints(): MeasuredPoint[] {
	return [...experiments().values()].flatMap(({ id, workload: name }) => {
		const workload = workloads().get(name);
		const chosen = ASKED.includes(name) ? chosenRun(id) : undefined;
		if (chosen === undefined || workload === undefined) return [];
		const { run, cells, files } = chosen;
		const rows = new Map<string, readonly PredictionRow[]>(
			[...predictCells(run, cells), ...predictMixes(run, cells, workload)].map((one) => [
				one.cell.id,
				one.rows,
			]),
		);
		return measuredNumbers(run, cells, workload).map(({ cell, rule, numbers, measured }) => {
			const subject = subjectOf(cell);
			const asked = new URLSearchParams({
				run: run.id,
				cell: (files.get(cell.id) ?? cell.id).replace(/\.json$/, ''),
			});
			const offBy = (rows.get(cell.id) ?? []).map((row) => [row.figure, row.offBy] as const);
			return {
				rule,
				subject: subjectLabel(subject, implementations().get(cell.implementation)).full,
				href: here(`/results/cell/?${asked.toString()}`),
				numbers,
				measured,
				offBy: Object.fromEntries(offBy),
			};
		});
	});
}
