import type { RunWithCells } from '../comparability/twin-comparisons.ts';
import { CellSchema, type Cell } from '../schemas/cell.ts';
import { isInternalsFile } from '../schemas/internals-summary.ts';
import { RunSchema, type Run } from '../schemas/run.ts';
import { InvalidInput, parseOrExplain } from '../schemas/sentence.ts';
import { limits, shorten } from './limits.ts';
import { parseJson } from './parse-json.ts';

/** A file that a reader chose. */
export interface OwnFile {
	/** With slashes, from wherever the reader began. */
	path: string;
	text: string;
}

export interface Gathered {
	runs: RunWithCells[];
	/** Why some are not among them, a sentence each. */
	problems: string[];
}

/**
 * The runs that somebody's files are: each run.json with the cells below it. A run with a wrong file is left out whole, since
 * a comparison with half of it would be one of something else.
 */
export function gatherRuns(files: readonly OwnFile[]): Gathered {
	const folders = new Set(
		files
			.map(({ path }) => path)
			.filter(isRunFile)
			.map(folderOf),
	);
	if (folders.size === 0) return { runs: [], problems: [whyNoRun(files.length)] };
	const gathered: Gathered = { runs: [], problems: [] };
	for (const [folder, own] of Map.groupBy(files, ({ path }) => nearest(folders, path))) {
		if (folder === undefined) continue;
		const { run, problems } = readRun(folder, own);
		const isKnown = gathered.runs.some((one) => one.run.id === run?.run.id);
		if (run && isKnown)
			gathered.problems.push(`Run ${run.run.id} is there twice; the first counts.`);
		else if (run) gathered.runs.push(run);
		gathered.problems.push(...problems);
	}
	return gathered;
}

const isRunFile = (path: string) => /(^|\/)run\.json$/.test(path);

function whyNoRun(count: number): string {
	const among = count === 1 ? 'The file is no run.json' : `Among ${count} files is no run.json`;
	return `${among}: choose the folder of a run, such as .bench/published/<run>, with run.json and its cells.`;
}

/** With its slash; empty where the file has none. */
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** Of several run.json one below the other, the nearest has the cell. */
function nearest(folders: ReadonlySet<string>, path: string): string | undefined {
	let folder = folderOf(path);
	while (!folders.has(folder)) {
		if (folder === '') return undefined;
		folder = folderOf(folder.slice(0, -1));
	}
	return folder;
}

function readRun(
	folder: string,
	files: readonly OwnFile[],
): { run?: RunWithCells; problems: string[] } {
	const problems: string[] = [];
	const attempt = <Value>(read: () => Value): Value | undefined => {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof InvalidInput)) throw error;
			problems.push(shorten(error.message));
			return undefined;
		}
	};
	const about = files.find(({ path }) => path === `${folder}run.json`);
	const run = about && attempt(() => parseRun(about));
	if (!run) return { problems: firstOf(problems) };
	const cells = files
		.filter(
			(file) =>
				file !== about &&
				file.path.endsWith('.json') &&
				!isInternalsFile(file.path.slice(folder.length)),
		)
		.flatMap((file) => {
			const cell = attempt(() => parseCell(file, run));
			return cell ? [{ cell, path: file.path }] : [];
		});
	problems.push(...twice(cells));
	if (cells.length === 0 && problems.length === 0) {
		problems.push(`Run ${run.id} has no cell beside its run.json.`);
	}
	if (problems.length > 0) return { problems: firstOf(problems) };
	return { run: { run, cells: cells.map(({ cell }) => cell) }, problems: [] };
}

function parseRun({ path, text }: OwnFile): Run {
	const run = parseOrExplain(RunSchema, parseJson(text, path), path);
	if (run.id.length > limits.idCharacters) {
		throw new InvalidInput(`${path} has an id of ${run.id.length} characters.`);
	}
	return run;
}

function parseCell({ path, text }: OwnFile, run: Run): Cell {
	const cell = parseOrExplain(CellSchema, parseJson(text, path), path);
	if (cell.run === run.id) return cell;
	throw new InvalidInput(`${path} is a cell of run ${cell.run}, not of ${run.id}.`);
}

function twice(cells: readonly { cell: Cell; path: string }[]): string[] {
	const byId = Map.groupBy(cells, ({ cell }) => cell.id);
	return [...byId]
		.filter(([, same]) => same.length > 1)
		.map(([id, same]) => shorten(`${same.map(({ path }) => path).join(' and ')} are both ${id}.`));
}

function firstOf(problems: readonly string[]): string[] {
	const more = problems.length - limits.sentences;
	const shown = problems.slice(0, limits.sentences);
	return more > 0 ? [...shown, `And ${more} more of this run’s files.`] : shown;
}
