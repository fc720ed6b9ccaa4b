import { z } from 'zod';
import { WindowSchema } from './cell.ts';
import { CoreTrackSchema, LoadSchema } from './experiment.ts';
import { GoInternalsSchema, NodeInternalsSchema, RustInternalsSchema } from './internals.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** Every figure that some runtime reports of itself. */
const FiguresSchema = z
	.strictObject({
		...NodeInternalsSchema.shape,
		...GoInternalsSchema.shape,
		...RustInternalsSchema.shape,
	})
	.omit({ atUnixMs: true })
	.partial();

export const InternalsMetricSchema = FiguresSchema.keyof();

/** One figure over the lines of a window that have it. */
const FigureSummarySchema = z.strictObject({
	median: z.number().optional(),
	/** Of a figure that is itself a percentile or a maximum of its interval. */
	max: z.number().optional(),
	/** Of a figure that counts what happened in its interval: over the window and all processes. */
	total: z.number().optional(),
});

/**
 * What CPU time went to, told by the function that ran and not by who called it. `json`: reading, checking and writing JSON.
 * `memory`: allocation and garbage collection. `http`: the protocol, the framework, and the event loop or scheduler below
 * them. `kernel`: the network and other system code. `other`: the handler's own work, copying, a runtime's compiler, and what
 * no name tells.
 */
export const ProfileKindSchema = z.enum(['json', 'memory', 'http', 'kernel', 'other']);

export const ProfileSchema = z.strictObject({
	samples: count,
	/** Of the samples. */
	shares: z.record(ProfileKindSchema, share),
	/** The functions with the most samples, without what they called. */
	top: z
		.array(
			z.strictObject({ symbol: z.string(), object: z.string(), kind: ProfileKindSchema, share }),
		)
		.max(12),
});

/**
 * `internals.json`: one window of an instrumented trial, whose process reported its runtime's own figures. That costs
 * something, so the window is in no cell and has no latency.
 */
export const InternalsSummarySchema = z.strictObject({
	/** `<experiment>/<implementation>/<variant>/<track>/<load>/internals` */
	id: z.string(),
	run: z.string(),
	experiment: z.string(),
	implementation: z.string(),
	variant: z.string(),
	track: CoreTrackSchema,
	load: z.string(),
	loadDefinition: LoadSchema,
	seconds: z.number().nonnegative(),
	counts: WindowSchema.shape.counts,
	/** Processes that reported in this window. */
	processes: count,
	/** What they reported, all together. */
	lines: count,
	metrics: z.partialRecord(InternalsMetricSchema, FigureSummarySchema),
	/** Some of the lines, in time: of neighbours the one with the worst figure, so that no stall is left out. */
	series: z
		.array(
			z.strictObject({
				/** Since the window began. */
				atMs: count,
				/** From 1; a process with several runtimes counts once for each. */
				process: z.int().min(1),
				...FiguresSchema.shape,
			}),
		)
		.max(60),
	profile: ProfileSchema.optional(),
	/** Where the experiment asks for a profile and there is none: why, in a sentence. */
	profileMissing: z.string().optional(),
});

/** Whether a file of a run's folder, by its path in it, is one of these and not a cell. */
export function isInternalsFile(path: string): boolean {
	return /^([^/\\]+[/\\]){6}internals\.json$/.test(path);
}

export type InternalsMetric = z.infer<typeof InternalsMetricSchema>;
export type FigureSummary = z.infer<typeof FigureSummarySchema>;
export type ProfileKind = z.infer<typeof ProfileKindSchema>;
export type Profile = z.infer<typeof ProfileSchema>;
export type InternalsSummary = z.infer<typeof InternalsSummarySchema>;
