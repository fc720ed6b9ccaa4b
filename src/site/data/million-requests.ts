import { hasFailedGate, whyNoFigure } from '../../charts/cell-rows.ts';
import type { ChartTable } from '../../charts/chart.ts';
import { threeDigits } from '../../charts/words.ts';
import { formatNumber } from '../../core/format.ts';
import { costOfAMillion } from '../../core/cost/million-requests.ts';
import { operationsOf } from '../../core/operations-of.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import type { DeclaredLoad, Experiment } from '../../core/schemas/experiment.ts';
import { findCell } from '../../core/selection/find-cell.ts';
import type { SubjectLabel } from './labels.ts';

type Column = { title: string; load: string; kind: 'cpuSeconds' | 'memoryGigabyteHours' };

/** What a million requests take of each subject: CPU seconds under each load, gigabyte-hours at each rate that was asked. */
export function millionRequestsTable(
	{ subjects, loads }: Pick<Experiment, 'subjects' | 'loads'>,
	cells: readonly Cell[],
	labelOf: (subject: string) => SubjectLabel,
): ChartTable {
	const columns = columnsOf(loads);
	return {
		columns: ['Subject', ...columns.map(({ title }) => title)],
		rows: subjects.map(({ id }) => [
			`${labelOf(id).name} ${labelOf(id).detail}`,
			...columns.map(({ load, kind }) =>
				figureWords(findCell(cells, { subject: id, track: '1', load }), kind),
			),
		]),
	};
}

function columnsOf(loads: Experiment['loads']): Column[] {
	const all = Object.entries(loads);
	const open = all.filter(([, load]) => load.kind === 'open');
	return [
		...all.map(([load, definition]): Column => {
			return { title: `CPU s, ${loadWords(definition)}`, load, kind: 'cpuSeconds' };
		}),
		...open.map(([load, definition]): Column => {
			return { title: `GB-hours, ${loadWords(definition)}`, load, kind: 'memoryGigabyteHours' };
		}),
	];
}

/** `mix`, `read`, or `2,000/s` of what is asked at a fixed rate. */
function loadWords(load: DeclaredLoad): string {
	if (load.kind === 'open') return `${formatNumber(load.ratePerSecond)}/s`;
	const [only, ...more] = operationsOf(load);
	return only === undefined || more.length > 0 ? 'mix' : only.id;
}

function figureWords(cell: Cell | undefined, kind: Column['kind']): string {
	if (cell === undefined) return 'not measured';
	const estimate = costOfAMillion(cell)[kind];
	if (estimate === undefined) return whyNoFigure(cell);
	// The intervals stand in the tables of the charts; here they would push the last columns off a phone.
	return `${threeDigits(estimate.median)}${hasFailedGate(cell) ? ' ×' : ''}`;
}
