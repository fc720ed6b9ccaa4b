import {
	compareSubjects,
	type CellOfTwoSubjects,
} from '../../core/comparability/compare-subjects.ts';
import { countDifferences } from '../../core/comparability/count-differences.ts';
import type { RunWithCells } from '../../core/comparability/twin-comparisons.ts';
import type { CompareState } from '../../core/comparison/state.ts';
import { findingOf } from '../../core/comparison/finding.ts';
import { stripScale } from '../../core/comparison/strip.ts';
import { formatRatio } from '../../core/format.ts';
import { element } from '../explorer/element.ts';
import { cores, figureWords, isStated, notStatedNote, unitFor } from './figures.ts';
import { ratioCell } from './ratio.ts';
import { comparisonTable, type Content } from './table.ts';
import type { View } from './view.ts';

/** Two subjects of one run under every load that both had. */
export function subjectsView(found: RunWithCells, { a, b, metric }: CompareState): View {
	const comparison = compareSubjects(found, { a, b }, metric);
	if (!comparison.comparable) return { finding: `Not comparable: ${comparison.reason}`, parts: [] };
	const { cells } = comparison;
	const changes = cells.map(({ change }) => change);
	const tables = Map.groupBy(cells, ({ experiment }) => experiment);
	return {
		finding: findingOf(changes, `B (${b})`),
		parts: [
			provenance(found),
			...[...tables].map(([experiment, own]) => table(found, { experiment, a, b, metric }, own)),
			element('p', { class: 'note' }, `${note} Of these loads, ${countDifferences(changes)}.`),
			element('p', { class: 'note' }, notStatedNote),
		],
	};
}

const note =
	'Rounds are paired: what the machine did to both in a round cancels. Intervals are of 95 %. The band is what two copies of one server showed, and a difference inside it is none. “Would show” is the smallest ratio that this run would have told from 1 in four runs of five.';

function provenance({ run }: RunWithCells): HTMLElement {
	const { machine } = run;
	const rounds = run.rounds === 1 ? '1 round' : `${run.rounds} rounds`;
	return element(
		'p',
		{},
		`${run.startedAt.slice(0, 10)}, ${machine.cpuModel}, machine class ${machine.class}, ${rounds}${run.labels.length > 0 ? `, ${run.labels.join(', ')}` : ''}. Both servers had the same machine, commit and load generator.`,
	);
}

type Asked = Pick<CompareState, 'a' | 'b' | 'metric'> & { experiment: string };

function table(
	{ run, cells }: RunWithCells,
	{ experiment, a, b, metric }: Asked,
	own: readonly CellOfTwoSubjects[],
): HTMLElement {
	const unit = unitFor(
		metric,
		own.flatMap((cell) => [cell.a, cell.b]),
	);
	const ratios = own.flatMap(({ change }) => (change.comparable ? [change.ratio] : []));
	const scale = stripScale(ratios);
	const rows = own.toSorted(byPlace).map((one): Content[] => {
		const cell = cells.find(
			({ load, track, ...other }) =>
				load === one.load && track === one.track && other.experiment === experiment,
		);
		const shown = (estimate: typeof one.a) =>
			isStated(run, cell, metric) ? figureWords(estimate, unit) : '–';
		return [
			`${one.load}, ${cores(one.track)}`,
			ratioCell(one.change, scale, one.floor?.ratio),
			one.detectable === undefined ? '–' : `from ${formatRatio(one.detectable)}`,
			shown(one.a),
			shown(one.b),
		];
	});
	const caption = `${experiment}: ${unit.unit}. A is ${a}, B is ${b}.`;
	return comparisonTable(caption, ['Load', 'B / A', 'Would show', 'A', 'B'], rows);
}

function byPlace(one: CellOfTwoSubjects, other: CellOfTwoSubjects): number {
	const name = ({ track, load }: CellOfTwoSubjects) => `${track} ${load}`;
	return name(one).localeCompare(name(other), 'en', { numeric: true });
}
