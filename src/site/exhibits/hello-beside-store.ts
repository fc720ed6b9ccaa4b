import type { ChartTable } from '../../charts/chart.ts';
import { rowOf } from '../../charts/cell-rows.ts';
import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import { twoRatiosSpec, type TwoRatiosRow } from '../../charts/exhibits/two-ratios-spec.ts';
import { compareCells } from '../../core/comparability/compare-cells.ts';
import { describeRatio } from '../../core/comparability/describe-ratio.ts';
import { formatRatio } from '../../core/format.ts';
import type { MeasuredCell } from '../../core/schemas/cell.ts';
import { subjectOf } from '../../core/selection/find-cell.ts';
import { isSameMachine } from '../../core/selection/runs-of-one-machine.ts';
import type { RatioEstimate } from '../../core/statistics/paired-ratio.ts';
import { chosenRun, experiments, implementations, type ChosenRun } from '../data/index.ts';
import { labelsOf, type SubjectLabel } from '../data/labels.ts';

const metric = 'serverCpuMsPerRequest';

/** One subject's CPU time over that of the reference, in both experiments. */
type Pair = { subject: string; cell: MeasuredCell; hello: RatioEstimate; store: RatioEstimate };

/**
 * What a constant answer says of the ratio between servers, and what a small API on the same servers says of it. Two runs are
 * set side by side only if one machine made both.
 */
export function helloBesideStore(): Exhibit | undefined {
	const [hello, store] = [chosenRun('hello'), chosenRun('store')];
	if (hello === undefined || store === undefined) return undefined;
	if (!isSameMachine(hello.run, store.run)) return undefined;
	const few = passed(hello, 'capacity');
	const much = passed(store, 'capacity-mix');
	const both = few.filter((cell) => much.some((other) => subjectOf(other) === subjectOf(cell)));
	const [reference] = both.toSorted((a, b) => median(a) - median(b));
	if (reference === undefined) return undefined;
	const labelOf = labels();
	const pairs = inDeclaredOrder(both).flatMap((cell) => pairOf(cell, reference, few, much));
	if (pairs.length === 0) return undefined;
	const rows = [HEADING, ...pairs.flatMap((pair) => lineOf(pair, labelOf) ?? [])];
	const name = nameOf(subjectOf(reference), labelOf);
	return {
		title: `CPU time a request beside that of ${name}, for a constant answer and for a small API`,
		finding: finding(pairs, name, labelOf),
		rows,
		spec: (layout) => twoRatiosSpec(layout, rows, `times the CPU time of ${name}`),
		table: table(pairs, labelOf),
		reading: `A filled mark is the constant answer of hello, a hollow one the small API of store. At 1 a server needs as much as ${name}.`,
	};
}

const median = (cell: MeasuredCell): number => cell.summary[metric]?.median ?? Infinity;

/** Cells of one core with a CPU time that passed every gate, without twins. */
function passed({ cells }: ChosenRun, load: string): MeasuredCell[] {
	return cells.flatMap((cell) => {
		const here = cell.load === load && cell.track === '1' && !cell.duplicate;
		if (!here || cell.status === 'failed' || cell.gates.some(({ pass }) => !pass)) return [];
		return cell.summary[metric] === undefined ? [] : [cell];
	});
}

function inDeclaredOrder(cells: readonly MeasuredCell[]): MeasuredCell[] {
	const order =
		experiments()
			.get('hello')
			?.subjects.map(({ id }) => id) ?? [];
	return cells.toSorted((a, b) => order.indexOf(subjectOf(a)) - order.indexOf(subjectOf(b)));
}

/** Nothing of the reference itself, and nothing of runs with too few rounds. */
function pairOf(
	cell: MeasuredCell,
	reference: MeasuredCell,
	few: readonly MeasuredCell[],
	much: readonly MeasuredCell[],
): Pair[] {
	if (cell === reference) return [];
	const subject = subjectOf(cell);
	const [hello, store] = [few, much].map((cells) => {
		const of = (wanted: string) => cells.find((one) => subjectOf(one) === wanted);
		const [a, b] = [of(subject), of(subjectOf(reference))];
		const compared = a && b && compareCells(a, b, metric);
		return compared?.comparable ? compared.ratio : undefined;
	});
	return hello && store ? [{ subject, cell, hello, store }] : [];
}

function labels(): (subject: string) => SubjectLabel {
	const subjects =
		experiments()
			.get('hello')
			?.subjects.map(({ id }) => id) ?? [];
	const sources = { subjects, implementations: implementations(), measured: {} };
	return labelsOf({ tells: 'framework' }, sources);
}

function nameOf(subject: string, labelOf: (subject: string) => SubjectLabel): string {
	const { name, detail } = labelOf(subject);
	return `${name} ${detail}`;
}

const column = (words: string): string => words.padStart(7, '\u00a0');

const HEADING: TwoRatiosRow = {
	id: 'heading',
	name: '',
	detail: '',
	text: column('hello') + column('store'),
	twin: false,
	failedGate: false,
};

function lineOf(
	{ cell, hello, store }: Pair,
	labelOf: (subject: string) => SubjectLabel,
): TwoRatiosRow | undefined {
	const row = rowOf(cell, { labelOf });
	if (row === undefined) return undefined;
	const text = column(formatRatio(hello.ratio)) + column(formatRatio(store.ratio));
	return { ...row, value: hello.ratio, other: store.ratio, text };
}

/** The widest ratio of the constant answer, and the widest of the API. */
function finding(
	pairs: readonly Pair[],
	reference: string,
	labelOf: (subject: string) => SubjectLabel,
): string {
	const widest = (of: 'hello' | 'store') => {
		const [most] = pairs.toSorted((a, b) => b[of].ratio - a[of].ratio);
		return most && `${describeRatio(most[of])} (${nameOf(most.subject, labelOf)})`;
	};
	return `The most CPU time beside ${reference}: for a constant answer ${widest('hello')}, for a small API ${widest('store')}.`;
}

function table(pairs: readonly Pair[], labelOf: (subject: string) => SubjectLabel): ChartTable {
	return {
		columns: ['Subject', 'Constant answer, times', 'Small API, times'],
		ids: pairs.map(({ cell }) => cell.id),
		rows: pairs.map(({ subject, hello, store }) => [
			labelOf(subject).full,
			describeRatio(hello).replace(' times', ''),
			describeRatio(store).replace(' times', ''),
		]),
	};
}
