import { z } from 'zod';
import { ArrivalsSchema, GeneratorIdSchema } from './generator.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** `1`: the server has one physical core. `all`: it has every physical core that the machine can spare. */
export const CoreTrackSchema = z.enum(['1', 'all']);

/** `go/net-http:single`: an implementation and one of its variants. */
export const SubjectIdSchema = z.string().regex(/^[a-z]+\/[a-z0-9-]+:[a-z0-9-]+$/);

export const ProfileNameSchema = z.enum(['smoke', 'quick', 'standard', 'full']);

/** What every load says, whether something is sent or not. */
const PlaceBase = {
	/** Length of one window in the `standard` profile; of an inspection, about how long it takes. */
	seconds: z.number().positive(),
	tracks: z.array(CoreTrackSchema).min(1),
	/** Patterns such as `rust/*`: only these subjects get this load; absent: all. */
	subjects: z.array(z.string()).min(1).optional(),
	/** Only in these profiles; absent: in all. */
	profiles: z.array(ProfileNameSchema).min(1).optional(),
};

const LoadBase = {
	...PlaceBase,
	/** The workload's operation that is asked, or instead a mix of them. */
	operation: z.string().optional(),
	/** Operations with their weights, of which each request draws one. */
	mix: z.record(z.string(), z.number().positive()).optional(),
	connections: z.int().min(1).max(100_000),
	/** Absent: pacer. */
	generator: GeneratorIdSchema.optional(),
	/** Turns the generator's own correction of latencies on or off; absent: as its users get it. */
	correction: z.enum(['on', 'off']).optional(),
	/** An article's own command: run by `--as-published` alone, its length never scaled. */
	asPublished: z.literal(true).optional(),
	/** In no round: what is asked of it is what the runtime tells, so only instrumented trials have it. */
	instrumentedOnly: z.literal(true).optional(),
	/** An index that the database does not have in this window, to see what it is worth. */
	withoutIndex: z.string().optional(),
	/** A status with which a server may refuse a request of this load: counted and timed apart from the answers. */
	refusal: z.int().min(400).max(599).optional(),
	/** Each request opens a connection of its own, timed with it; absent: connections are kept. */
	newConnections: z.literal(true).optional(),
};

const oneOrMix = ({ operation, mix }: { operation?: unknown; mix?: unknown }) =>
	(operation === undefined) !== (mix === undefined);
const oneOrMixSentence = 'a load has either an operation or a mix';

const ClosedLoadSchema = z
	.strictObject({
		kind: z.literal('closed'),
		/** A rate that the loop is not to exceed. */
		ratePerSecondMax: z.number().positive().optional(),
		...LoadBase,
	})
	.refine(oneOrMix, oneOrMixSentence);

const OpenLoadSchema = z
	.strictObject({
		kind: z.literal('open'),
		arrivals: ArrivalsSchema,
		ratePerSecond: z.number().positive(),
		/** Where the rate is a share of what a subject can do: that share, the load that found it out, and whose it is if another's. */
		capacity: z
			.strictObject({
				share: z.number().positive(),
				load: id,
				subject: SubjectIdSchema.optional(),
			})
			.optional(),
		...LoadBase,
	})
	.refine(oneOrMix, oneOrMixSentence);

/**
 * A rate that only the machine can tell: a share of what the closed load `of` of the same experiment reaches on the same
 * track with the same subject, or with the one that stands for it. Found out before the first round; then it is an open load.
 */
const ShareLoadSchema = z
	.strictObject({
		kind: z.literal('share'),
		arrivals: ArrivalsSchema,
		of: id,
		/** Whose capacity it is for a subject that is sent what another could do: one with a limit, what it would be without. */
		ofSubjects: z.record(SubjectIdSchema, SubjectIdSchema).optional(),
		/** 0.5 is half of it; up to 2, because beyond 1 the queue grows and that is worth seeing. */
		share: z.number().positive().max(2),
		...LoadBase,
	})
	.refine(oneOrMix, oneOrMixSentence);

/** What is looked at instead of a load. Each has a file in `bench-runner/inspections/`. */
export const InspectionNameSchema = z.enum([
	'footprint',
	'cold-start',
	'build-cost',
	'debug-speed',
	'release-speed',
	'idle-cost',
]);

/** Named so that whoever reads a load may ask for it: where nothing is sent there is none. */
const nothingSent = z.never().optional();

/** No load at all: a subject's files, its start, its build or what it holds are looked at, once a round. */
export const InspectionSchema = z.strictObject({
	kind: z.literal('inspection'),
	inspects: InspectionNameSchema,
	/** The workload's operation that is asked once, where an inspection asks a server at all. */
	operation: z.string().optional(),
	/** How many a program is to hold, where an inspection counts what they cost. */
	count: z.int().min(1).optional(),
	mix: nothingSent,
	connections: nothingSent,
	generator: nothingSent,
	correction: nothingSent,
	asPublished: nothingSent,
	instrumentedOnly: nothingSent,
	withoutIndex: nothingSent,
	refusal: nothingSent,
	newConnections: nothingSent,
	...PlaceBase,
});

/** A load as it is run. */
export const LoadSchema = z.discriminatedUnion('kind', [ClosedLoadSchema, OpenLoadSchema]);

/** What a cell holds: a load as it was run, or what was looked at without one. */
export const CellLoadSchema = z.discriminatedUnion('kind', [
	ClosedLoadSchema,
	OpenLoadSchema,
	InspectionSchema,
]);

/** A load as an experiment declares it. */
export const DeclaredLoadSchema = z.discriminatedUnion('kind', [
	ClosedLoadSchema,
	OpenLoadSchema,
	ShareLoadSchema,
	InspectionSchema,
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
	duplicate: SubjectIdSchema.optional(),
	/** One long trial of each subject: it shows what happens over time, is never ranked, and needs no further rounds. */
	unranked: z.literal(true).optional(),
	/** What each trial's process is asked before its first window. Whatever a load finds warm, a cache too, has to be asked for here. */
	warmup: z
		.strictObject({
			operation: LoadBase.operation,
			mix: LoadBase.mix,
			connections: z.int().min(1),
			/** Absent: pacer. */
			generator: GeneratorIdSchema.optional(),
		})
		.refine(oneOrMix, { error: 'a warm-up has either an operation or a mix' }),
	loads: z.record(id, DeclaredLoadSchema),
	/**
	 * Server processes of a trial, each with a port and a generator of its own, among which connections and rates are
	 * divided: the system limits the files of one process. Absent: one.
	 */
	processes: z.int().min(2).max(16).optional(),
	/** How much the database holds, where the workload needs one; absent: `medium`. */
	databaseSize: z.enum(['small', 'medium', 'large']).optional(),
	/** Loads in the order in which they are declared, where one leaves something behind for the next, as a grown heap; absent: shuffled. */
	inOrder: z.literal(true).optional(),
	/**
	 * Loads that are run once more after the rounds, with a process that reports its runtime's own figures. What it costs to
	 * report them is in these windows, so their latency is never published.
	 */
	instrumented: z
		.strictObject({
			loads: z.array(id).min(1),
			/** Only in these profiles; absent: in all but `smoke`. */
			profiles: z.array(ProfileNameSchema).min(1).optional(),
			/** Also samples which functions the time goes to, with the system's profiler. */
			profiled: z.literal(true).optional(),
		})
		.optional(),
	profiles: z.record(ProfileNameSchema, ProfileSchema),
	/** What its authors predicted before the first run; kept as written, right or wrong. */
	predicts: z.array(z.string()),
});

export type CoreTrack = z.infer<typeof CoreTrackSchema>;
export type SubjectId = z.infer<typeof SubjectIdSchema>;
export type Inspection = z.infer<typeof InspectionSchema>;
export type InspectionName = z.infer<typeof InspectionNameSchema>;
export type ClosedLoad = z.infer<typeof ClosedLoadSchema>;
export type CellLoad = z.infer<typeof CellLoadSchema>;
export type Load = z.infer<typeof LoadSchema>;
export type DeclaredLoad = z.infer<typeof DeclaredLoadSchema>;
export type ShareLoad = z.infer<typeof ShareLoadSchema>;
/** One that sends something. */
export type SendingLoad = Exclude<DeclaredLoad, Inspection>;
export type ProfileName = z.infer<typeof ProfileNameSchema>;
export type Experiment = z.infer<typeof ExperimentSchema>;
