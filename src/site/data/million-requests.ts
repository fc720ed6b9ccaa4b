import { hasFailedGate, whyNoFigure } from '../../charts/cell-rows.ts';
import type { ChartTable } from '../../charts/chart.ts';
import { formatNumber } from '../../core/format.ts';
import { costOfAMillion } from '../../core/cost/million-requests.ts';
import { operationsOf } from '../../core/operations-of.ts';
import type { Cell, Estimate } from '../../core/schemas/cell.ts';
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
			labelOf(id).full,
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
			return { title: `${loadWords(definition)}, CPU s`, load, kind: 'cpuSeconds' };
		}),
		...open.map(([load, definition]): Column => {
			return { title: `${loadWords(definition)}, GB-hours`, load, kind: 'memoryGigabyteHours' };
		}),
	];
}

/** `mix`, `read`, or `mix at 2,000 a second`. */
function loadWords(load: DeclaredLoad): string {
	const [only, ...more] = operationsOf(load);
	const asked = only === undefined || more.length > 0 ? 'mix' : only.id;
	return load.kind === 'open' ? `${asked} at ${formatNumber(load.ratePerSecond)} a second` : asked;
}

function figureWords(cell: Cell | undefined, kind: Column['kind']): string {
	if (cell === undefined) return 'not measured';
	const estimate = costOfAMillion(cell)[kind];
	if (estimate === undefined) return whyNoFigure(cell);
	return `${intervalWords(estimate)}${hasFailedGate(cell) ? ' ×' : ''}`;
}

function intervalWords({ median, low, high }: Estimate): string {
	if (low === undefined || high === undefined) return formatNumber(median);
	return `${formatNumber(median)} (${formatNumber(low)} to ${formatNumber(high)})`;
}
