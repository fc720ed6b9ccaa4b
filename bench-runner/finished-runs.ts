import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RunWithCells } from '../src/core/comparability/twin-comparisons.ts';
import { CellSchema } from '../src/core/schemas/cell.ts';
import {
	type InternalsSummary,
	InternalsSummarySchema,
	isInternalsFile,
} from '../src/core/schemas/internals-summary.ts';
import { type Run, RunSchema } from '../src/core/schemas/run.ts';
import { CliError } from './error.ts';
import { readJson } from './json-file.ts';

const places = ['.bench/published', 'content/results'];

/** Folders of the finished runs of this machine and of the repository, the newest last; one folder a run. */
export function finishedRuns(root: string): string[] {
	const folders = places.flatMap((place) =>
		globSync('*/run.json', { cwd: join(root, place) }).map((path) => join(root, place, path, '..')),
	);
	const byId = new Map(folders.map((folder) => [basename(folder), folder]));
	return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, folder]) => folder);
}

/**
 * The folder of one finished run.
 *
 * @param id the run's id or the beginning of it; absent: the newest run
 * @throws CliError when there is none, or when several begin so
 */
export function findFinishedRun(root: string, id: string | undefined): string {
	const folders = finishedRuns(root);
	const exact = folders.find((folder) => basename(folder) === id);
	const found = exact ? [exact] : folders.filter((folder) => basename(folder).startsWith(id ?? ''));
	const newest = found.at(-1);
	if (!newest) {
		throw new CliError(
			id ? `There is no finished run "${id}".` : 'There is no finished run yet.',
			'`npm run bench -- list` shows what there is; `npm run bench -- prime` makes one.',
		);
	}
	if (id !== undefined && found.length > 1) {
		throw new CliError(
			`${found.length} runs begin with "${id}", the newest of them ${basename(newest)}.`,
			'Give more of the id.',
		);
	}
	return newest;
}

/** @throws InvalidInput naming the file that does not parse */
export function readFinishedRun(folder: string): RunWithCells {
	const run = readRun(folder);
	const cells = globSync('*/**/*.json', { cwd: folder })
		.filter((path) => !isInternalsFile(path))
		.sort()
		.map((path) => readJson(join(folder, path), CellSchema));
	return { run, cells };
}

/** What the instrumented trials of a finished run told; empty where it had none. */
export function readInternals(folder: string): InternalsSummary[] {
	return globSync('*/**/internals.json', { cwd: folder })
		.filter(isInternalsFile)
		.sort()
		.map((path) => readJson(join(folder, path), InternalsSummarySchema));
}

/** Publishable runs of the same experiments on the same kind of machine, this one among them: their A/A pairs pool. */
export function readPoolOf(root: string, { machine, experiments }: Run): RunWithCells[] {
	return finishedRuns(root).flatMap((folder) => {
		const run = readRun(folder);
		const pools =
			(run.profile === 'standard' || run.profile === 'full') &&
			run.machine.class === machine.class &&
			run.machine.cpuModel === machine.cpuModel &&
			run.experiments.some((experiment) => experiments.includes(experiment));
		return pools ? [readFinishedRun(folder)] : [];
	});
}

function readRun(folder: string): Run {
	return readJson(join(folder, 'run.json'), RunSchema);
}
