import type { Chart, ChartContext, ChartRow, ChartTable } from '../../charts/chart.ts';
import { charts } from '../../charts/index.ts';
import { passedFinding } from '../../charts/passed-finding.ts';
import { boundChart } from './chart-data.ts';
import type { ChosenRun } from './index.ts';

/** A chart, or a view of one, that there is something to see of. */
export type DrawnChart = {
	question: string;
	/** Of the view; absent for the chart as its pages show it. */
	view?: string;
	chart: Chart;
	chosen: ChosenRun;
	context: ChartContext;
	finding: string;
	rows: ChartRow[];
};

/** Every chart of the site with a run behind it, each followed by its views: what there are files of. */
export function drawnCharts(): DrawnChart[] {
	return [...charts.keys()].flatMap((question) => {
		const { chart, chosen, context } = boundChart(question);
		if (chosen === undefined) return [];
		const views = viewsOf(chart, context).offered.map(({ name, chart: shown }) => ({
			view: name,
			chart: shown,
		}));
		const all: { view?: string; chart: Chart }[] = [{ chart }, ...views];
		return all.flatMap(({ view, chart: shown }): DrawnChart[] => {
			const finding = passedFinding(shown, context);
			if (finding === undefined) return [];
			const rows = shown.rows(context);
			const place = { question, ...(view !== undefined && { view }) };
			return [{ ...place, chart: shown, chosen, context, finding, rows }];
		});
	});
}

/** Views that there is something to see of, and metrics that this run does not state, with the reason. */
export function viewsOf(chart: Chart, context: ChartContext) {
	const views = chart.views?.(context) ?? [];
	return {
		offered: views.flatMap((view) =>
			'chart' in view && passedFinding(view.chart, context) !== undefined ? [view] : [],
		),
		withheld: views.flatMap((view) => ('withheld' in view ? [view] : [])),
	};
}

/** Of each row of a table the row of the picture that it tells of, by its place, and whether that lies in a band of ties. */
export function drawnRows(
	table: ChartTable,
	rows: readonly { id?: string; tied?: boolean }[],
): ({ row: number; tied: boolean } | undefined)[] {
	// The first of an id: behind it an exhibit may have a dot for each round of the same line.
	const places = new Map(rows.map(({ id }, place) => [id, place] as const).toReversed());
	return (table.ids ?? []).map((id) => {
		const row = places.get(id);
		return row === undefined ? undefined : { row, tied: rows[row]?.tied === true };
	});
}

/** Where a chart's files are, without what tells them apart: `/charts/prime-cpu-per-request/memory`. */
export function chartFile({ question, view }: Pick<DrawnChart, 'question' | 'view'>): string {
	return `/charts/${[question, ...(view === undefined ? [] : [view])].join('/')}`;
}

/** Whether its points lie along curves, or a line below the other. */
export const shapeOf = (rows: readonly ChartRow[]): 'curve' | 'lines' =>
	rows.some((row) => 'at' in row) ? 'curve' : 'lines';
