import { join } from 'node:path';
import { operationsOf } from '../../src/core/operations-of.ts';
import {
	CoreTrackSchema,
	type DeclaredLoad,
	type Experiment,
	type ProfileName,
} from '../../src/core/schemas/experiment.ts';
import type { Workload } from '../../src/core/schemas/workload.ts';
import { matchesAny } from '../../src/core/selection/subject-pattern.ts';
import { shuffle, splitMix64 } from '../../src/core/statistics/random.ts';
import type { RunOptions } from '../arguments.ts';
import { type Catalogue, findExperiment, findSubject, findWorkload } from '../catalogue.ts';
import { CliError } from '../error.ts';
import { probingSeconds } from '../probing-seconds.ts';
import { writeJson } from '../json-file.ts';
import { findGenerator } from '../load-generators/index.ts';
import { whyNotPossible } from '../load-generators/why-not-possible.ts';
import { planInstrumentedTrials } from '../internals/plan.ts';
import {
	allTrials,
	type Plan,
	type PlannedWindow,
	type Trial,
	trialSeconds,
} from '../plan-file.ts';
import { readCheckout } from '../probes/checkout.ts';
import { describeMachine } from '../probes/machine.ts';
import { layoutFor, readCores } from '../probes/topology.ts';
import { type RunFolder, runFolder } from '../run-folder.ts';

/** Longest time that the measuring of one experiment may take, by profile. */
const limitSeconds: Record<ProfileName, number> = {
	smoke: 20,
	quick: 120,
	standard: 720,
	full: 3600,
};

/**
 * Decides everything that can be decided before anything runs: who, on which cores, in which order, for how long.
 *
 * @throws CliError when the plan does not fit the profile's limit; it is never squeezed
 */
export function plan(
	root: string,
	catalogue: Catalogue,
	options: RunOptions,
	now: Date,
): RunFolder {
	const cores = readCores();
	const layouts = (['1', 'all'] as const).flatMap((track) => layoutFor(track, cores) ?? []);
	const seed = Math.floor(now.getTime() / 1000);
	const experiments = options.experiments.map((id) => findExperiment(catalogue, id));
	for (const experiment of experiments) refuseImpossibleLoads(catalogue, experiment, options);
	const tracks = layouts.map((layout) => layout.track);
	const trials = experiments.flatMap((experiment) =>
		planTrials(catalogue, experiment, options, tracks, seed),
	);
	const instrumentedTrials = experiments.flatMap((experiment) =>
		planInstrumentedTrials(experiment, options.profile, trials, seed),
	);
	const every = allTrials({ trials, instrumentedTrials });
	const probing = probingSeconds(catalogue, { profile: options.profile, trials });
	const estimateSeconds = every.reduce((sum, trial) => sum + trialSeconds(trial), probing);
	refuseWhatDoesNotFit(options, experiments.length, every.length, estimateSeconds);

	const id = `${timestamp(now)}-${runName(options)}`;
	const folder = runFolder(root, id);
	const value: Plan = {
		id,
		experiments: experiments.map(({ id }) => id),
		workloads: Object.fromEntries(experiments.map(({ id, workload }) => [id, workload])),
		profile: options.profile,
		...(options.asPublished && { asPublished: true as const }),
		rounds: Math.max(...trials.map((trial) => trial.round)),
		seed,
		plannedAt: now.toISOString(),
		...readCheckout(root),
		machine: describeMachine(cores),
		layouts,
		trials,
		...(instrumentedTrials.length > 0 && { instrumentedTrials }),
		estimateSeconds,
		labels: options.only.length > 0 ? [`only ${options.only.join(', ')}`] : [],
	};
	writeJson(folder.plan, value);
	return folder;
}

/** What follows the time in a run's id, and what `--resume` looks for. */
export function runName({ experiments, profile, asPublished }: RunOptions): string {
	return [...experiments, ...(asPublished ? ['as-published'] : []), profile].join('-');
}

function planTrials(
	catalogue: Catalogue,
	experiment: Experiment,
	options: RunOptions,
	tracks: readonly string[],
	seed: number,
): Trial[] {
	const profile = experiment.profiles[options.profile];
	const random = splitMix64(seed);
	const rounds = Array.from({ length: options.rounds ?? profile.rounds }, (_, index) => index + 1);
	return rounds.flatMap((round) => {
		const entrants = listEntrants(catalogue, experiment, options, tracks, profile.tracks)
			.map((entrant) => ({ ...entrant, windows: planWindows(experiment, options, entrant) }))
			.filter(({ windows }) => windows.length > 0);
		if (entrants.length === 0) throw noLoad(experiment, options);
		return shuffle(entrants, random).map(({ windows, ...entrant }, index) => ({
			id: join(
				experiment.id,
				`round-${String(round).padStart(2, '0')}-trial-${String(index + 1).padStart(2, '0')}`,
			),
			experiment: experiment.id,
			round,
			order: index + 1,
			...entrant,
			...(experiment.processes && { processes: experiment.processes }),
			warmupSeconds: profile.warmupSeconds,
			windows: experiment.inOrder ? windows : shuffle(windows, random),
		}));
	});
}

function noLoad({ id }: Experiment, { only, profile }: RunOptions): CliError {
	const whom = only.join(', ') || 'this machine';
	return new CliError(`No load of "${id}" is for ${whom} in the profile "${profile}".`);
}

/** Every subject on every track it is declared for and this machine has, and the A/A twin on each track. */
function listEntrants(
	catalogue: Catalogue,
	experiment: Experiment,
	options: RunOptions,
	machineTracks: readonly string[],
	profileTracks: readonly string[] | undefined,
): Pick<Trial, 'implementation' | 'variant' | 'duplicate' | 'track'>[] {
	const entrants = experiment.subjects
		.filter(({ id }) => matchesAny(id, options.only))
		.flatMap(({ id, tracks }) => {
			const { implementation, variant } = findSubject(catalogue, id);
			// An article gave all its servers the same cores; which, its load says.
			return (options.asPublished ? CoreTrackSchema.options : tracks)
				.filter((track) => machineTracks.includes(track))
				.filter((track) => options.asPublished || !profileTracks || profileTracks.includes(track))
				.flatMap((track) => {
					const entrant = { implementation: implementation.id, variant, duplicate: false, track };
					return id === experiment.duplicate
						? [entrant, { ...entrant, duplicate: true }]
						: [entrant];
				});
		});
	if (entrants.length > 0) return entrants;
	throw new CliError(
		`No subject of "${experiment.id}" matches ${options.only.join(', ') || 'this machine'}.`,
		`Its subjects: ${experiment.subjects.map(({ id }) => id).join(', ')}.`,
	);
}

/** The loads of the profile that are for this subject and track; an article's own keep the length that it gave. */
function planWindows(
	experiment: Experiment,
	{ profile: name, asPublished }: RunOptions,
	{ implementation, variant, track }: Pick<Trial, 'implementation' | 'variant' | 'track'>,
): PlannedWindow[] {
	const profile = experiment.profiles[name];
	return Object.entries(experiment.loads)
		.filter(([, load]) => (load.asPublished ?? false) === asPublished)
		.filter(([id]) => asPublished || !profile.loads || profile.loads.includes(id))
		.filter(([, load]) => load.tracks.includes(track))
		.filter(([, load]) => !load.profiles || load.profiles.includes(name))
		.filter(([, load]) => matchesAny(`${implementation}:${variant}`, load.subjects ?? []))
		.map(([load, definition]) => {
			const seconds = definition.seconds * (asPublished ? 1 : profile.windowScale);
			return { load, definition, seconds };
		});
}

/** @throws CliError which names what the experiment, its workload or a load generator lacks */
function refuseImpossibleLoads(
	catalogue: Catalogue,
	experiment: Experiment,
	{ asPublished }: RunOptions,
): void {
	const workload = findWorkload(catalogue, experiment);
	const loads = Object.entries(experiment.loads);
	for (const [id, load] of loads) refuseImpossibleLoad(experiment, workload, id, load);
	if (!asPublished || loads.some(([, load]) => load.asPublished)) return;
	throw new CliError(
		`No article published a command for the experiment "${experiment.id}".`,
		'Leave out --as-published.',
	);
}

function refuseImpossibleLoad(
	experiment: Experiment,
	workload: Workload,
	id: string,
	load: DeclaredLoad,
): void {
	const where = `Load "${id}" of experiment "${experiment.id}"`;
	if (load.kind === 'share' && experiment.loads[load.of]?.kind !== 'closed') {
		throw new CliError(`${where} is a share of "${load.of}", which is no closed load of it.`);
	}
	const operations = operationsOf(load).map((one) => {
		const operation = workload.operations[one.id];
		if (operation) return operation;
		throw new CliError(
			`${where} asks for the operation "${one.id}", which its workload does not have.`,
			`The workload has: ${Object.keys(workload.operations).join(', ')}.`,
		);
	});
	const generator = findGenerator(load.generator);
	const reason = whyNotPossible(load, operations, generator.id, generator.capabilities);
	if (reason) throw new CliError(`${where} cannot be run: ${reason}.`);
}

function refuseWhatDoesNotFit(
	options: RunOptions,
	experiments: number,
	trials: number,
	estimateSeconds: number,
): void {
	const limit = limitSeconds[options.profile] * experiments;
	if (estimateSeconds <= limit) return;
	const minutes = (seconds: number) => `${(seconds / 60).toFixed(1)} minutes`;
	throw new CliError(
		`The plan of ${trials} trials takes about ${minutes(estimateSeconds)}; the profile "${options.profile}" allows ${minutes(limit)}.`,
		'Leave out subjects with --only, lower --rounds, or choose a longer profile; windows are never shortened to fit.',
	);
}

/** `20261121-061205`, UTC: sorts by time, and two runs of one machine cannot share it because of the lock. */
function timestamp(now: Date): string {
	const digits = now.toISOString().replaceAll(/[-:]/g, '');
	return `${digits.slice(0, 8)}-${digits.slice(9, 15)}`;
}
