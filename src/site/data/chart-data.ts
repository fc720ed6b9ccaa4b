import type { ChartContext } from '../../charts/chart.ts';
import { charts } from '../../charts/index.ts';
import { inDeclaredOrder } from '../../charts/cell-rows.ts';
import { InvalidInput } from '../../core/schemas/sentence.ts';
import { chosenRun, experiments, implementations, internalsOf, workloads } from './index.ts';
import { labelsOf } from './labels.ts';

/** A chart bound to the run that pages show; `context` is absent before the first run. */
export function boundChart(question: string, pinned?: string) {
	const chart = charts.get(question);
	if (chart === undefined) {
		throw new InvalidInput(
			`No chart answers "${question}"; src/charts has ${[...charts.keys()].join(', ')}.`,
		);
	}
	const chosen = chosenRun(chart.experiment, pinned);
	if (chosen === undefined) return { chart };
	const experiment = experiments().get(chart.experiment);
	const subjects = experiment?.subjects.map((subject) => subject.id) ?? [];
	const context: ChartContext = {
		run: chosen.run,
		cells: inDeclaredOrder(chosen.cells.filter(chart.draws), subjects),
		runCells: chosen.cells,
		internals: internalsOf(chosen.published).filter(
			(window) => window.experiment === chart.experiment,
		),
		workload: experiment && workloads().get(experiment.workload),
		labelOf: labelsOf(chart, {
			subjects,
			implementations: implementations(),
			measured: chosen.run.implementations,
		}),
	};
	return { chart, chosen, context };
}
