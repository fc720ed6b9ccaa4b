import {
	compareRuns,
	type CellOfTwoRuns,
	type RunsChange,
} from '../../core/comparability/compare-runs.ts';
import { countDifferences } from '../../core/comparability/count-differences.ts';
import type { RunWithCells } from '../../core/comparability/twin-comparisons.ts';
import type { CompareState } from '../../core/comparison/state.ts';
import { findingOf } from '../../core/comparison/finding.ts';
import { stripScale, type StripScale } from '../../core/comparison/strip.ts';
import { formatRatio } from '../../core/format.ts';
import { element } from '../explorer/element.ts';
import { environmentView } from './environment-view.ts';
import { cores, figureWords, isStated, notStatedNote, unitFor } from './figures.ts';
import { ratioCell } from './ratio.ts';
import { comparisonTable, group, type Content } from './table.ts';
import type { View } from './view.ts';

type Metric = CompareState['metric'];

/** What changed from one run to another, what they were made with and on first. */
export function runsView(a: RunWithCells, b: RunWithCells, metric: Metric): View {
	const comparison = compareRuns(a, b, metric);
	if (!comparison.comparable) return { finding: `Not comparable: ${comparison.reason}`, parts: [] };
	const { cells, environment, onlyRatios } = comparison;
	const changes = cells.map(({ change }) => change);
	const relative = cells.flatMap((cell) => (cell.relative ? [cell.relative.change] : []));
	// Where no absolute figure is compared there is nothing to find in them.
	const all: [string, RunsChange[]][] = [
		['The figure of B', onlyRatios ? [] : changes],
		['Its ratio to the reference', relative],
	];
	const counted = all.filter(([, of]) => of.length > 0);
	const tables = Map.groupBy(cells, ({ id, load, track }) => {
		const [experiment = ''] = id.split('/');
		return `${experiment}, ${load}, ${cores(track)}`;
	});
	return {
		finding: counted.map(([what, of]) => findingOf(of, what)).join(' '),
		parts: [
			...environmentView(environment),
			element('h2', { id: 'cells' }, 'Cells'),
			...(onlyRatios ? [element('p', {}, onlyRatios)] : []),
			...[...tables].map(([title, own]) => table({ a, b, metric, onlyRatios }, title, own)),
			element('p', { class: 'note' }, note),
			...counted.map(([what, of]) =>
				element('p', { class: 'note' }, `${what}: ${countDifferences(of)}.`),
			),
			element('p', { class: 'note' }, notStatedNote),
		],
	};
}

const note =
	'Rounds of two runs are not paired: B / A includes what changed in the machine between them, which no interval knows. The ratio to the reference is taken within the rounds of each run, where the machine’s state cancels: it is the steadier. Intervals are of 95 %. The band is what two copies of one server showed in the noisier run, and a difference inside it is none.';

interface Asked {
	a: RunWithCells;
	b: RunWithCells;
	metric: Metric;
	onlyRatios: string | undefined;
}

function table(asked: Asked, title: string, own: readonly CellOfTwoRuns[]): HTMLElement {
	const { a, b, metric, onlyRatios } = asked;
	const unit = unitFor(
		metric,
		own.flatMap((cell) => [cell.a, cell.b]),
	);
	const changes = own.flatMap(({ change, relative }) => [change, relative?.change]);
	const scale = stripScale(changes.flatMap((one) => (one?.comparable ? [one.ratio] : [])));
	const reference = own.find(({ relative }) => relative)?.relative?.reference;
	const columns = [
		'Subject',
		...(onlyRatios ? [] : ['B / A']),
		...(reference ? [`Beside ${reference}`] : []),
		'A',
		'B',
	];
	const rows = own.map((one): Content[] => {
		const shown = ({ run, cells }: RunWithCells, estimate: typeof one.a) => {
			const cell = cells.find(({ id }) => id === one.id);
			return isStated(run, cell, metric) ? figureWords(estimate, unit) : '–';
		};
		return [
			one.subject,
			...(onlyRatios ? [] : [ratioCell(one.change, scale, one.floor?.ratio)]),
			...(reference ? [relativeCell(one, scale)] : []),
			shown(a, one.a),
			shown(b, one.b),
		];
	});
	return comparisonTable(`${title}: ${unit.unit}`, columns, rows);
}

function relativeCell({ relative, floor }: CellOfTwoRuns, scale: StripScale): Content {
	if (relative === undefined) return '–';
	const { a, b, change } = relative;
	const both = `${formatRatio(a.ratio)} in A, ${formatRatio(b.ratio)} in B; of these, `;
	return group(both, ratioCell(change, scale, floor?.ratio));
}
