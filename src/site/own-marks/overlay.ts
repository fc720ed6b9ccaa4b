import '../compare/own/without-eval.ts';
import type { KeptRun } from '../../core/own-runs/kept-runs.ts';
import type { Run } from '../../core/schemas/run.ts';
import type { OwnPlace } from '../data/own-place.ts';
import { picturesOf, shownPicture } from '../live-chart/picture.ts';
import { readAxis } from './axis.ts';
import { addColumn, removeColumn } from './column.ts';
import { drawMarks } from './draw.ts';
import { type OwnFigure, ownFigure } from './figures.ts';
import { lineOf, whyNotShown } from './line.ts';
import { keptRuns, takeOff } from './store.ts';

const runs = keptRuns();
/** What is drawn in each chart. */
const drawn = new WeakMap<HTMLElement, ReadonlyMap<number, OwnFigure>>();
const published = new Map<string, Promise<Run | undefined>>();

for (const figure of document.querySelectorAll<HTMLElement>('figure.chart[data-own]')) {
	void show(figure);
	figure.addEventListener('viewchange', () => void show(figure));
	// Of the two pictures only the one that is shown knows where its marks are.
	new ResizeObserver(() => drawShown(figure)).observe(figure);
}

async function show(figure: HTMLElement): Promise<void> {
	clear(figure);
	const asked = figure.dataset['own'] ?? 'null';
	const place = JSON.parse(asked) as OwnPlace | null;
	const own = runs.find(({ run }) => place && run.experiments.includes(place.experiment));
	if (!place || !own) return;
	const theirs = await runAt(place.run);
	// Meanwhile the reader may have chosen another view, or taken the run off.
	if (figure.dataset['own'] !== asked || !runs.includes(own)) return;
	const refused = whyNotShown(own, theirs);
	const figures = figuresOf(own, place);
	const isDrawn = place.isDrawn && refused === undefined && hasAxis(figure);
	if (isDrawn) {
		drawn.set(figure, figures);
		drawShown(figure);
		addColumn(figure, figures);
	}
	const line = lineOf({
		own,
		published: theirs,
		refused,
		isDrawn,
		texts: [...figures].map(([row, { words }]) => `${nameOf(place, row)}: ${words}`),
		takeOff: () => remove(own),
	});
	const end = figure.querySelector(':scope > .provenance');
	for (const former of figure.querySelectorAll('.own-run-line')) former.remove();
	if (end) end.before(line);
	else figure.append(line);
}

function clear(figure: HTMLElement): void {
	drawn.delete(figure);
	removeColumn(figure);
	for (const part of figure.querySelectorAll('.own-run, .own-run-line')) part.remove();
}

function remove({ run }: KeptRun): void {
	takeOff(run.id);
	runs.splice(0, runs.length, ...keptRuns());
	for (const figure of document.querySelectorAll<HTMLElement>('figure.chart[data-own]')) {
		void show(figure);
	}
}

function drawShown(figure: HTMLElement): void {
	const svg = shownPicture(figure);
	const figures = drawn.get(figure);
	const axis = readAxis(svg?.dataset['axis']);
	if (!svg || !figures || !axis || svg.querySelector('.own-run')) return;
	drawMarks(svg, axis, figures);
}

const hasAxis = (figure: HTMLElement) =>
	picturesOf(figure).every(({ dataset }) => readAxis(dataset['axis']) !== undefined);

function figuresOf({ cells }: KeptRun, { cells: ids, reading }: OwnPlace): Map<number, OwnFigure> {
	const entries = ids.flatMap((id, row): [number, OwnFigure][] => {
		const cell = cells.find((one) => one.id === id);
		const figure = cell && ownFigure(cell, reading);
		return figure ? [[row, figure]] : [];
	});
	return new Map(entries);
}

/** A cell's id without its experiment. */
const nameOf = ({ cells }: OwnPlace, row: number) =>
	cells[row]?.split('/').slice(1).join('/') ?? '';

/** Charts of one run ask once. */
function runAt(address: string): Promise<Run | undefined> {
	const asked = published.get(address) ?? load(address);
	published.set(address, asked);
	return asked;
}

async function load(address: string): Promise<Run | undefined> {
	try {
		const answer = await fetch(address);
		return answer.ok ? ((await answer.json()) as Run) : undefined;
	} catch {
		return undefined;
	}
}
