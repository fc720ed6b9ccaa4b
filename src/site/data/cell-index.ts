import { type IndexedCell, makeCellIndex, type CellIndex } from '../../core/explorer/cell-index.ts';
import { type FigureName, figureNames } from '../../core/explorer/columns.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import { whyNotStated } from '../../core/selection/why-not-stated.ts';
import { cellsOf, runs } from './index.ts';

/** Every cell of every run that this build has, the newest run first. */
export function cellIndex(): CellIndex {
	const cells = [...runs()].reverse().flatMap((published) =>
		cellsOf(published).map(({ cell, file }) => ({
			...indexedCell(published.run, cell),
			cell: file.replace(/\.json$/, ''),
		})),
	);
	return makeCellIndex(cells);
}

export function indexedCell(run: Run, cell: Cell): IndexedCell {
	const [language = ''] = cell.implementation.split('/');
	return {
		cell: cell.id,
		facets: {
			experiment: cell.experiment,
			language,
			framework: cell.implementation,
			variant: cell.duplicate ? `${cell.variant}, A/A twin` : cell.variant,
			workload: cell.workload,
			load: cell.load,
			kind: loopWord(cell.loadDefinition.kind),
			track: cell.track,
			machine: run.machine.class,
			gates: gatesWord(cell),
			profile: run.profile,
			run: run.id,
		},
		figures: Object.fromEntries(figureNames.flatMap((name) => figureOf(run, cell, name))),
	};
}

/** A failed cell may still have the share that would have become a rate. */
function loopWord(kind: Cell['loadDefinition']['kind']): string {
	return kind === 'share' ? 'open' : kind;
}

function gatesWord(cell: Cell): string {
	if (cell.status === 'failed') return 'failed';
	return cell.gates.every(({ pass }) => pass) ? 'passed' : 'not passed';
}

/** None where the machine's class states no such figure outside its run's own page. */
function figureOf(run: Run, cell: Cell, name: FigureName): [FigureName, number][] {
	if (cell.status === 'failed') return [];
	if (whyNotStated(name, run.machine.class, cell.loadDefinition.kind)) return [];
	const estimate = cell.summary[name];
	return estimate === undefined ? [] : [[name, estimate.median]];
}
