import type { Cell } from '../../core/schemas/cell.ts';
import type { InternalsSummary } from '../../core/schemas/internals-summary.ts';
import type { Run } from '../../core/schemas/run.ts';
import { InvalidInput } from '../../core/schemas/sentence.ts';
import { selectRun, type Selection } from '../../core/selection/select-run.ts';
import { resultFolders, type Origin } from './folders.ts';
import {
	readArticles,
	readExperiments,
	readImplementations,
	readWorkloads,
} from './read-content.ts';
import {
	readCells,
	readInternals,
	readRuns,
	type PublishedCell,
	type PublishedRun,
} from './read-results.ts';
import { thisBuild } from '../this-build.ts';

/**
 * What the site knows, read once a process: a build asks for the same run on many pages.
 * The development server therefore shows a new run after a restart.
 */
export const experiments = once(readExperiments);
export const workloads = once(readWorkloads);
export const articles = once(readArticles);
export const implementations = once(readImplementations);
export const runs = once(() => readRuns(resultFolders()));

const cellsByFolder = new Map<string, PublishedCell[]>();

/** Every cell of a run with its file's path; each file is read once. */
export function cellsOf(published: PublishedRun): PublishedCell[] {
	const known = cellsByFolder.get(published.folder);
	if (known !== undefined) return known;
	const cells = readCells(published);
	cellsByFolder.set(published.folder, cells);
	return cells;
}

const internalsByFolder = new Map<string, InternalsSummary[]>();

/** What runtimes reported of themselves in a run's instrumented trials; each file is read once. */
export function internalsOf(published: PublishedRun): InternalsSummary[] {
	const known = internalsByFolder.get(published.folder);
	if (known !== undefined) return known;
	const internals = readInternals(published);
	internalsByFolder.set(published.folder, internals);
	return internals;
}

/** The run that pages show for an experiment, its cells of that experiment, and why this run. */
export type ChosenRun = {
	run: Run;
	origin: Origin;
	published: PublishedRun;
	cells: Cell[];
	files: Map<string, string>;
	reason: string;
};

const chosenByKey = new Map<string, ChosenRun | undefined>();

/**
 * @param pinned a run's id, where an article insists on one
 * @returns undefined before the first run of the experiment
 * @throws InvalidInput when the experiment or the pinned run does not exist
 */
export function chosenRun(experiment: string, pinned?: string): ChosenRun | undefined {
	if (!experiments().has(experiment)) {
		throw new InvalidInput(
			`No experiment is called "${experiment}"; content/experiments has ${[...experiments().keys()].join(', ')}.`,
		);
	}
	const key = `${experiment} ${pinned ?? ''}`;
	if (!chosenByKey.has(key)) chosenByKey.set(key, choose(experiment, pinned));
	return chosenByKey.get(key);
}

/** Why no run of the experiment can be shown, in a sentence. */
export function whyNoRun(experiment: string): string {
	return select(experiment, undefined).reason;
}

/** Why gates refused the newest run of an experiment that has none to show; absent where it was not run in full yet. */
export function refusalOf(experiment: string): string | undefined {
	const selection = select(experiment, undefined);
	return selection.run === undefined && selection.refused ? selection.reason : undefined;
}

function choose(experiment: string, pinned: string | undefined): ChosenRun | undefined {
	const { run, reason } = select(experiment, pinned);
	const published = runs().find((candidate) => candidate.run === run);
	if (published === undefined) return undefined;
	const own = cellsOf(published).filter(({ cell }) => cell.experiment === experiment);
	return {
		run: published.run,
		origin: published.origin,
		published,
		cells: own.map(({ cell }) => cell),
		files: new Map(own.map(({ cell, file }) => [cell.id, file])),
		reason,
	};
}

function select(experiment: string, pinned: string | undefined): Selection {
	const of = (origin: Origin) =>
		runs()
			.filter((published) => published.origin === origin)
			.map((published) => published.run);
	return selectRun(of('committed'), {
		experiment,
		pinned,
		repository: thisBuild.repository,
		local: of('local'),
	});
}

function once<Value>(read: () => Value): () => Value {
	let value: { read: Value } | undefined;
	return () => (value ??= { read: read() }).read;
}
