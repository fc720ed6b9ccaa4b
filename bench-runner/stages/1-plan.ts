import { operationsOf } from '../../src/core/operations-of.ts';
import type { DeclaredLoad, Experiment, ProfileName } from '../../src/core/schemas/experiment.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import type { Workload } from '../../src/core/schemas/workload.ts';
import type { RunOptions } from '../arguments.ts';
import { type Catalogue, findExperiment, findWorkload } from '../catalogue.ts';
import { CliError } from '../error.ts';
import { probingSeconds } from '../probing-seconds.ts';
import { writeJson } from '../json-file.ts';
import { findGenerator } from '../load-generators/index.ts';
import { whyNotPossible } from '../load-generators/why-not-possible.ts';
import { planInstrumentedTrials } from '../internals/plan.ts';
import { allTrials, type Plan, trialSeconds } from '../plan-file.ts';
import { planTrials } from '../plan-trials.ts';
import { readCheckout } from '../probes/checkout.ts';
import { describeMachine, virtualisation } from '../probes/machine.ts';
import { layoutFor, readCores, withAwakeCpus, withGeneratorFirst } from '../probes/topology.ts';
import { canGoFirst } from '../processes/go-first.ts';
import { canKeepAwake } from '../processes/keep-awake.ts';
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
	const seed = Math.floor(now.getTime() / 1000);
	const draft = draftPlan(catalogue, options, cores, seed);
	const { experiments, layouts, trials, instrumentedTrials, estimateSeconds } = draft;
	const every = allTrials({ trials, instrumentedTrials });
	refuseWhatDoesNotFit(options, experiments.length, every.length, estimateSeconds);

	const id = `${timestamp(now)}-${runName(options)}`;
	const folder = runFolder(root, id);
	const unranked = experiments.filter((one) => one.unranked).map(({ id }) => id);
	const value: Plan = {
		id,
		experiments: experiments.map(({ id }) => id),
		workloads: Object.fromEntries(experiments.map(({ id, workload }) => [id, workload])),
		...(unranked.length > 0 && { unranked }),
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

/** About how long a run would take on this machine. @throws CliError when it could not be planned */
export function estimateRunSeconds(catalogue: Catalogue, options: RunOptions): number {
	return draftPlan(catalogue, options, readCores(), 0).estimateSeconds;
}

function draftPlan(
	catalogue: Catalogue,
	options: RunOptions,
	cores: ReturnType<typeof readCores>,
	seed: number,
) {
	const experiments = options.experiments.map((id) => findExperiment(catalogue, id));
	const layouts = planLayouts(cores);
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
	return { experiments, layouts, trials, instrumentedTrials, estimateSeconds };
}

/** The tracks that this machine can answer, with what its kernel lets the runner do about halting cores and late generators. */
function planLayouts(cores: ReturnType<typeof readCores>): Layout[] {
	// A real core sleeps lightly, and nobody takes its place.
	const keepsAwake = virtualisation() !== undefined && canKeepAwake();
	const goesFirst = canGoFirst();
	return (['1', 'all'] as const)
		.flatMap((track) => layoutFor(track, cores) ?? [])
		.map((layout) => (keepsAwake ? withAwakeCpus(layout) : layout))
		.map((layout) => (goesFirst ? withGeneratorFirst(layout) : layout));
}

/** What follows the time in a run's id, and what `--resume` looks for. */
export function runName({ experiments, profile, asPublished }: RunOptions): string {
	return [...experiments, ...(asPublished ? ['as-published'] : []), profile].join('-');
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
	const others = load.kind === 'share' ? Object.values(load.ofSubjects ?? {}) : [];
	for (const other of others) {
		if (experiment.subjects.some(({ id }) => id === other)) continue;
		throw new CliError(`${where} is a share of what "${other}" can do, which is no subject of it.`);
	}
	if (load.withoutIndex && !workload.services?.includes('postgres')) {
		throw new CliError(`${where} is one without an index, but its workload has no database.`);
	}
	const operations = operationsOf(load).map((one) => {
		const operation = workload.operations[one.id];
		if (operation) return operation;
		throw new CliError(
			`${where} asks for the operation "${one.id}", which its workload does not have.`,
			`The workload has: ${Object.keys(workload.operations).join(', ')}.`,
		);
	});
	if (load.kind === 'inspection') return;
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
export function timestamp(now: Date): string {
	const digits = now.toISOString().replaceAll(/[-:]/g, '');
	return `${digits.slice(0, 8)}-${digits.slice(9, 15)}`;
}
