import { z } from 'zod';
import { ArrivalsSchema, GeneratorIdSchema } from './generator.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** `1`: the server has one physical core. `all`: it has every physical core that the machine can spare. */
export const CoreTrackSchema = z.enum(['1', 'all']);

/** `go/net-http:single`: an implementation and one of its variants. */
export const SubjectIdSchema = z.string().regex(/^[a-z]+\/[a-z0-9-]+:[a-z0-9-]+$/);

export const ProfileNameSchema = z.enum(['smoke', 'quick', 'standard', 'full']);

const LoadBase = {
	/** The workload's operation that is asked, or instead a mix of them. */
	operation: z.string().optional(),
	/** Operations with their weights, of which each request draws one. */
	mix: z.record(z.string(), z.number().positive()).optional(),
	connections: z.int().min(1).max(100_000),
	/** Length of one window in the `standard` profile. */
	seconds: z.number().positive(),
	tracks: z.array(CoreTrackSchema).min(1),
	/** Absent: pacer. */
	generator: GeneratorIdSchema.optional(),
	/** Turns the generator's own correction of latencies on or off; absent: as its users get it. */
	correction: z.enum(['on', 'off']).optional(),
	/** Patterns such as `rust/*`: only these subjects get this load; absent: all. */
	subjects: z.array(z.string()).min(1).optional(),
	/** Only in these profiles; absent: in all. */
	profiles: z.array(ProfileNameSchema).min(1).optional(),
	/** An article's own command: run by `--as-published` alone, its length never scaled. */
	asPublished: z.literal(true).optional(),
};

const oneOrMix = ({ operation, mix }: { operation?: unknown; mix?: unknown }) =>
	(operation === undefined) !== (mix === undefined);
const oneOrMixSentence = 'a load has either an operation or a mix';

export const LoadSchema = z.discriminatedUnion('kind', [
	z
		.strictObject({
			kind: z.literal('closed'),
			/** A rate that the loop is not to exceed. */
			ratePerSecondMax: z.number().positive().optional(),
			...LoadBase,
		})
		.refine(oneOrMix, oneOrMixSentence),
	z
		.strictObject({
			kind: z.literal('open'),
			arrivals: ArrivalsSchema,
			ratePerSecond: z.number().positive(),
			...LoadBase,
		})
		.refine(oneOrMix, oneOrMixSentence),
]);

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
