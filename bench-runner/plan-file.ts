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

/** One fresh process of a subject in a round, warmed once; its loads are shuffled windows inside it. */
const TrialSchema = z.strictObject({
	id: z.string(),
	experiment: z.string(),
	round: z.int(),
	/** From 1 within the round. */
	order: z.int(),
	implementation: z.string(),
	variant: z.string(),
	duplicate: z.boolean(),
	track: CoreTrackSchema,
	/** Server processes, each with a generator of its own; absent: one. */
	processes: z.int().min(2).optional(),
	warmupSeconds: z.number(),
	windows: z.array(PlannedWindowSchema),
});

export const PlanSchema = z.strictObject({
	id: z.string(),
	experiments: z.array(z.string()),
	/** Workload id by experiment id. */
	workloads: z.record(z.string(), z.string()),
	profile: ProfileNameSchema,
	asPublished: z.literal(true).optional(),
	rounds: z.int(),
	seed: z.int(),
	plannedAt: z.iso.datetime(),
	commit: z.string(),
	dirty: z.boolean(),
	repository: z.string().optional(),
	workflowRun: z.string().optional(),
	machine: MachineSchema,
	layouts: z.array(LayoutSchema),
	trials: z.array(TrialSchema),
	estimateSeconds: z.number(),
	labels: z.array(z.string()),
});

export type Plan = z.infer<typeof PlanSchema>;
export type Trial = z.infer<typeof TrialSchema>;
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

/** About how long a trial takes, from start to stop. */
export function trialSeconds(trial: Trial): number {
	const processes = trial.processes ?? 1;
	const windows = trial.windows.map(
		({ definition, seconds }) =>
			seconds +
			windowOverheadSeconds +
			(definition.newConnections ? 0 : definition.connections / processes / connectsPerSecond),
	);
	return (
		processes * trialOverheadSeconds + trial.warmupSeconds + windows.reduce((sum, s) => sum + s, 0)
	);
}
