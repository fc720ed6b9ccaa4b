import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** `1`: the server has one physical core. `all`: it has every physical core that the machine can spare. */
export const CoreTrackSchema = z.enum(['1', 'all']);

/** `go/net-http:single`: an implementation and one of its variants. */
export const SubjectIdSchema = z.string().regex(/^[a-z]+\/[a-z0-9-]+:[a-z0-9-]+$/);

const LoadBase = {
	/** The workload's operation that is asked; mixes come with the workloads that need them. */
	operation: z.string(),
	connections: z.int().min(1).max(100_000),
	/** Length of one window in the `standard` profile. */
	seconds: z.number().positive(),
	tracks: z.array(CoreTrackSchema).min(1),
};

export const LoadSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('closed'), ...LoadBase }),
	z.strictObject({
		kind: z.literal('open'),
		arrivals: z.enum(['poisson', 'uniform']),
		ratePerSecond: z.number().positive(),
		...LoadBase,
	}),
]);

export const ProfileNameSchema = z.enum(['smoke', 'quick', 'standard', 'full']);

const ProfileSchema = z.strictObject({
	rounds: z.int().min(1),
	warmupSeconds: z.number().nonnegative(),
	/** Multiplies every load's `seconds`. */
	windowScale: z.number().positive(),
	/** Leaves out everything but these; absent means all. */
	loads: z.array(z.string()).optional(),
	tracks: z.array(CoreTrackSchema).optional(),
});

/** A question: subjects x workload x loads x core tracks, with rounds. */
export const ExperimentSchema = z.strictObject({
	id,
	question: z.string(),
	workload: id,
	subjects: z
		.array(z.strictObject({ id: SubjectIdSchema, tracks: z.array(CoreTrackSchema).min(1) }))
		.min(1),
	/** Runs twice in each round under the same name, to show what difference identical subjects have. */
	duplicate: SubjectIdSchema,
	warmup: z.strictObject({ operation: z.string(), connections: z.int().min(1) }),
	loads: z.record(id, LoadSchema),
	profiles: z.record(ProfileNameSchema, ProfileSchema),
	/** What its authors predicted before the first run; kept as written, right or wrong. */
	predicts: z.array(z.string()),
});

export type CoreTrack = z.infer<typeof CoreTrackSchema>;
export type SubjectId = z.infer<typeof SubjectIdSchema>;
export type Load = z.infer<typeof LoadSchema>;
export type ProfileName = z.infer<typeof ProfileNameSchema>;
export type Experiment = z.infer<typeof ExperimentSchema>;
