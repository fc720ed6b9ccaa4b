import { z } from 'zod';
import {
	CoreTrackSchema,
	DeclaredLoadSchema,
	ProfileNameSchema,
} from '../src/core/schemas/experiment.ts';
import type { GeneratorId } from '../src/core/schemas/generator.ts';
import { LayoutSchema, MachineSchema } from '../src/core/schemas/run.ts';

const PlannedWindowSchema = z.strictObject({
	load: z.string(),
	definition: DeclaredLoadSchema,
	seconds: z.number(),
});

const TrialBase = {
	id: z.string(),
	experiment: z.string(),
	implementation: z.string(),
	variant: z.string(),
	track: CoreTrackSchema,
	/** Server processes, each with a generator of its own; absent: one. */
	processes: z.int().min(2).optional(),
	/** As its variant says, where it takes more than a moment to be ready. */
	startSeconds: z.number().optional(),
	warmupSeconds: z.number(),
	windows: z.array(PlannedWindowSchema),
};

/** One fresh process of a subject in a round, warmed once; its loads are shuffled windows inside it. */
const TrialSchema = z.strictObject({
	...TrialBase,
	round: z.int(),
	/** From 1 within the round. */
	order: z.int(),
	duplicate: z.boolean(),
});

/**
 * One fresh process more, after all rounds, that reports its runtime's own figures. It belongs to no round and its windows to
 * no cell, so it stands in a list of its own: what reads the trials of rounds never meets it.
 */
const InstrumentedTrialSchema = z.strictObject({
	...TrialBase,
	instrumented: z.literal(true),
	/** The system's profiler samples it too. */
	profiled: z.literal(true).optional(),
});

export const PlanSchema = z.strictObject({
	id: z.string(),
	experiments: z.array(z.string()),
	/** Workload id by experiment id. */
	workloads: z.record(z.string(), z.string()),
	/** Those of the experiments that have one long trial of each subject and rank nobody. */
	unranked: z.array(z.string()).optional(),
	profile: ProfileNameSchema,
	asPublished: z.literal(true).optional(),
	rounds: z.int(),
	/** Of these, how many were added because gates left too few; absent where none. */
	moreRounds: z.int().positive().optional(),
	seed: z.int(),
	plannedAt: z.iso.datetime(),
	commit: z.string(),
	dirty: z.boolean(),
	repository: z.string().optional(),
	workflowRun: z.string().optional(),
	machine: MachineSchema,
	layouts: z.array(LayoutSchema),
	trials: z.array(TrialSchema),
	/** Run last; absent where the experiment asks for none. */
	instrumentedTrials: z.array(InstrumentedTrialSchema).optional(),
	estimateSeconds: z.number(),
	labels: z.array(z.string()),
});

export type Plan = z.infer<typeof PlanSchema>;
export type Trial = z.infer<typeof TrialSchema>;
export type InstrumentedTrial = z.infer<typeof InstrumentedTrialSchema>;
/** Whatever is started, loaded and stopped. */
export type AnyTrial = Trial | InstrumentedTrial;
export type PlannedWindow = z.infer<typeof PlannedWindowSchema>;

/** pacer, which warms every server, and each other load generator that a load names. */
export function generatorsOf({ trials }: Plan): GeneratorId[] {
	const named = trials.flatMap(({ windows }) =>
		windows.flatMap(({ definition }) => definition.generator ?? []),
	);
	return [...new Set<GeneratorId>(['pacer', ...named])];
}

/** Starting and stopping a process, opening connections and draining, as seen on two cores. */
const trialOverheadSeconds = 0.4;
const windowOverheadSeconds = 0.12;
/** The pace at which pacer opens connections (its README, `connectPerSecond`). */
const connectsPerSecond = 2000;

/** To attach the profiler, and to name what it saw. */
const profilingSeconds = 1.5;

/** Every trial in the order in which they run. */
export function allTrials({
	trials,
	instrumentedTrials = [],
}: Pick<Plan, 'trials' | 'instrumentedTrials'>): AnyTrial[] {
	return [...trials, ...instrumentedTrials];
}

export function isInstrumented(trial: AnyTrial): trial is InstrumentedTrial {
	return 'instrumented' in trial;
}

/** `go/net-http:single`, with `+duplicate` for the A/A twin. */
export function subjectOfTrial(trial: AnyTrial): string {
	const isTwin = !isInstrumented(trial) && trial.duplicate;
	return `${trial.implementation}:${trial.variant}${isTwin ? '+duplicate' : ''}`;
}

/** About how long a trial takes, from start to stop. */
export function trialSeconds(trial: AnyTrial): number {
	const processes = trial.processes ?? 1;
	const windows = trial.windows.map(
		({ definition, seconds }) =>
			seconds +
			windowOverheadSeconds +
			(definition.connections === undefined || definition.newConnections
				? 0
				: definition.connections / processes / connectsPerSecond),
	);
	const profiling = isInstrumented(trial) && trial.profiled ? profilingSeconds : 0;
	const ready = trial.startSeconds === undefined ? [] : [trial.startSeconds];
	const start = processes * trialOverheadSeconds + profiling + trial.warmupSeconds;
	return [...windows, ...ready].reduce((sum, seconds) => sum + seconds, start);
}
