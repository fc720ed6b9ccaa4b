import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RunSchema } from '../src/core/schemas/run.ts';
import { CliError } from './error.ts';
import { readJson } from './json-file.ts';
import { isCommitted } from './probes/checkout.ts';

/**
 * Where the stages of one run leave their files. A stage reads the files of the stages before it and writes its own,
 * so each can be run again alone and a crash loses nothing that was measured.
 */
export interface RunFolder {
	id: string;
	path: string;
	plan: string;
	build(implementation: string): string;
	/** The folder of these, one for each program that the run needs. */
	builds: string;
	verify(subject: string): string;
	/** Written last by a trial, so its presence says that the trial is complete. */
	trial(trial: string): string;
	/** What the generator said, as it said it. */
	window(trial: string, load: string): string;
	samples(trial: string): string;
	/** The folder into which the servers of an instrumented trial write what their runtimes report. */
	internals(trial: string): string;
	/** Which functions the profiler met in an instrumented trial. */
	profile(trial: string): string;
	gates(trial: string): string;
	/** Whether a neighbour used the server's cores most of the time. */
	neighbour: string;
	/** What each load generator reached against a server that does nothing. */
	headRoom: string;
	/** What each subject can do, where loads are a share of it. */
	capacities: string;
	/** What a unit of fixed work costs in each subject. */
	unitCosts: string;
	/** The run as it would be published: run.json and the cells. */
	summary: string;
}

export function runFolder(root: string, id: string): RunFolder {
	const path = join(root, '.bench', id);
	return {
		id,
		path,
		plan: join(path, '1-plan.json'),
		build: (implementation) => join(path, '2-build', `${flat(implementation)}.json`),
		builds: join(path, '2-build'),
		verify: (subject) => join(path, '3-verify', `${flat(subject)}.json`),
		trial: (trial) => join(path, '4-load', trial, 'trial.json'),
		window: (trial, load) => join(path, '4-load', trial, `${load}.json`),
		samples: (trial) => join(path, '5-sample', `${trial}.json`),
		internals: (trial) => join(path, '5-sample', trial, 'internals'),
		profile: (trial) => join(path, '5-sample', trial, 'profile.json'),
		gates: (trial) => join(path, '6-gate', `${trial}.json`),
		neighbour: join(path, 'neighbour.json'),
		headRoom: join(path, 'head-room.json'),
		capacities: join(path, 'capacities.json'),
		unitCosts: join(path, 'unit-costs.json'),
		summary: join(path, '7-summary'),
	};
}

/** Ids of the runs whose working files are here, oldest first. */
export function listRuns(root: string): string[] {
	const folder = join(root, '.bench');
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => existsSync(join(folder, name, '1-plan.json')))
		.sort();
}

/**
 * The newest run of these experiments and this profile that has something left to do.
 *
 * @param since the time with which an id begins; older runs are not looked at
 */
export function findResumableRun(root: string, name: string, since = ''): string {
	const newest = listRuns(root)
		.filter((id) => id >= since)
		// Not `endsWith`: a run of "hello prime" is no run of "prime".
		.filter((id) => id.slice('20261121-061205-'.length) === name)
		.filter((id) => isResumable(runFolder(root, id)))
		.at(-1);
	if (newest) return newest;
	throw new CliError(
		`There is no run "*-${name}" in .bench that was stopped or has failed trials.`,
		'Start one without --resume; `npm run bench -- list` shows what is there.',
	);
}

/**
 * Stopped, also while it was being published, or with failed trials to try again. Not after it was committed: a
 * published run is never edited.
 */
export function isResumable(folder: RunFolder): boolean {
	const run = join(folder.summary, 'run.json');
	if (!existsSync(run)) return true;
	const root = join(folder.path, '../..');
	if (isCommitted(root, join('content/results', folder.id))) return false;
	const isPublished = existsSync(join(root, '.bench/published', folder.id));
	if (!isPublished) return true;
	const { trials, instrumented } = readJson(run, RunSchema);
	return trials.failed > 0 || (instrumented?.failures ?? []).length > 0;
}

function flat(id: string): string {
	return id.replaceAll('/', '.').replaceAll(':', '.');
}
