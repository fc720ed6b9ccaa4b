import { rawDataUrl } from '../data/raw-data.ts';
import type { DrawnChart } from '../data/drawn-charts.ts';
import { repositoryUrl } from '../this-build.ts';
import { toCsv } from './csv.ts';
import { exactRows, usedColumns } from './exact-rows.ts';

/** The rows behind a picture with the run that they are of, for whoever wants to draw or check it again. */
export function jsonOf(drawn: DrawnChart) {
	const { question, view, chart, chosen, context, finding, rows } = drawn;
	const { id, startedAt, commit, dirty, profile, rounds, machine, labels } = chosen.run;
	const { columns, rows: lines } = chart.table(context);
	return {
		chart: question,
		...(view !== undefined && { view }),
		title: chart.title,
		finding,
		run: { id, startedAt, commit, dirty, profile, rounds, machineClass: machine.class, labels },
		code: repositoryUrl('implementations', commit, 'tree'),
		cells: context.cells.flatMap((cell) => {
			const file = chosen.files.get(cell.id);
			return file === undefined ? [] : [{ id: cell.id, url: rawDataUrl(chosen, file) ?? file }];
		}),
		table: { columns, rows: lines },
		rows: exactRows(context, rows),
	};
}

export function csvOf({ context, rows }: DrawnChart): string {
	const exact = exactRows(context, rows);
	const columns = usedColumns(exact);
	return toCsv(
		columns,
		exact.map((row) => columns.map((column) => row[column])),
	);
}
