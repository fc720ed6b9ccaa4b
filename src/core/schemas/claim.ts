import { z } from 'zod';
import { MetricNameSchema } from './cell.ts';
import { CoreTrackSchema, SubjectIdSchema } from './experiment.ts';
import { InternalsMetricSchema } from './internals-summary.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** One cell's figure. */
const CellMetricSchema = z.strictObject({
	subject: SubjectIdSchema,
	track: CoreTrackSchema,
	load: z.string(),
	metric: MetricNameSchema,
});

/** What decides a claim. Each kind has one rule in `src/core/claims/rules.ts`. */
export const TestSchema = z.discriminatedUnion('kind', [
	/** An absolute figure of the article's machine; ours stands beside it. */
	z.strictObject({ kind: z.literal('figure'), ours: CellMetricSchema }),
	/** A longest pause or delay of another machine; beside it what our runtime reported of itself, in a trial that no cell has. */
	z.strictObject({
		kind: z.literal('reported'),
		ours: z
			.array(
				z.strictObject({
					subject: SubjectIdSchema,
					track: CoreTrackSchema,
					load: z.string(),
					metric: InternalsMetricSchema,
				}),
			)
			.min(1),
	}),
	/** `numerator / denominator` against the claimed range, at the cores the article had. */
	z.strictObject({
		kind: z.literal('ratio'),
		numerator: CellMetricSchema,
		denominator: CellMetricSchema,
		claimed: z.tuple([z.number(), z.number()]),
		/** Cores that each side used on the article's machine; the ratio is bounded by theirs times our per-core ratio. */
		coresStated: z
			.strictObject({ numerator: z.int().min(1), denominator: z.int().min(1) })
			.optional(),
	}),
	/** A rate that needs more operations a second than the processor named can do. */
	z.strictObject({
		kind: z.literal('demand'),
		ratePerSecond: z.number().positive(),
		operationsPerRequest: z.number().positive(),
		operation: z.string(),
		/** The most generous bound: one operation a cycle on every core used. */
		cores: z.int().min(1),
		clockHz: z.number().positive(),
		operationsPerCycle: z.number().positive(),
		source: z.string(),
		ours: CellMetricSchema.optional(),
	}),
	/**
	 * Requests in flight = rate x mean latency; `users` is what the article says was in flight, here or, where
	 * its rows differ, in each row. Where the article has only a median, `tolerance` allows for the mean above it.
	 */
	z.strictObject({
		kind: z.literal('littles-law'),
		users: z.number().positive(),
		rows: z
			.array(
				z.strictObject({
					label: z.string(),
					ratePerSecond: z.number(),
					latencyMs: z.number(),
					users: z.number().positive().optional(),
				}),
			)
			.min(1),
		tolerance: z.number().positive(),
	}),
	/** Bytes a response implied by a bandwidth and a rate, against ours. */
	z.strictObject({
		kind: z.literal('response-size'),
		rows: z
			.array(
				z.strictObject({
					label: z.string(),
					bytesPerSecond: z.number(),
					ratePerSecond: z.number(),
				}),
			)
			.min(1),
		ours: z.array(CellMetricSchema).min(1),
		tolerance: z.number().positive(),
	}),
	/** A sentence of an article against the article's own figures; a row without `denominator` is a figure itself. */
	z.strictObject({
		kind: z.literal('own-figures'),
		rows: z
			.array(
				z.strictObject({
					label: z.string(),
					numerator: z.number().positive(),
					denominator: z.number().positive().optional(),
				}),
			)
			.min(1),
		claimed: z.tuple([z.number(), z.number()]),
	}),
	/** All subjects within `tolerance` of one another: 0.25 allows ratios from 1 / 1.25 to 1.25. */
	z.strictObject({
		kind: z.literal('tie'),
		cells: z.array(CellMetricSchema).min(2),
		tolerance: z.number().positive(),
	}),
	/** A ranking: each has clearly more than the one before it. */
	z.strictObject({ kind: z.literal('order'), ascending: z.array(CellMetricSchema).min(2) }),
	/** The share of a cost that goes away when a part of the work is left out, in each of several sizes. */
	z.strictObject({
		kind: z.literal('share'),
		parts: z.array(z.strictObject({ whole: CellMetricSchema, without: CellMetricSchema })).min(1),
		claimed: z.tuple([z.number(), z.number()]),
	}),
	/** Settled by a primary source, not by a run. */
	z.strictObject({
		kind: z.literal('source'),
		verdict: z.enum(['holds', 'fails']),
		reason: z.string(),
		source: z.url(),
		/** Figures of ours that stand beside it; they do not decide it. */
		ours: z.array(CellMetricSchema).min(1).optional(),
	}),
	z.strictObject({ kind: z.literal('untestable'), reason: z.string() }),
]);

const ClaimBase = {
	id,
	says: z.string(),
	/** The article's own figure, as printed beside ours, e.g. `1,200 requests a second`. */
	figure: z.string().optional(),
	experiment: id.optional(),
	/** Absent until somebody has said how to decide it: `not-yet-measured`. */
	test: TestSchema.optional(),
	note: z.string().optional(),
};

export const ClaimSchema = z.strictObject({
	...ClaimBase,
	kind: z.enum(['measured', 'ratio', 'fact', 'advice', 'untestable']),
});

/** An arithmetic test of an article that is ours. */
export const CheckSchema = z.strictObject(ClaimBase);

/** Figures of one row of an article's table, in our units. */
const TheirFiguresSchema = z
	.partialRecord(MetricNameSchema, z.number().positive())
	.refine((figures) => Object.keys(figures).length > 0, 'a row has at least one figure');

const TableSideSchema = z.strictObject({
	theirs: TheirFiguresSchema,
	ours: CellMetricSchema.omit({ metric: true }),
});

/** A table of an article: two sides for each row, and our cell for each. */
const ClaimTableSchema = z.strictObject({
	caption: z.string(),
	experiment: id,
	/** What the sides are called; the first is divided by the second. */
	sides: z.tuple([z.string(), z.string()]),
	/** Columns, the article's and those that only we have. */
	metrics: z.array(MetricNameSchema).min(1),
	rows: z
		.array(
			z.strictObject({ label: z.string(), sides: z.tuple([TableSideSchema, TableSideSchema]) }),
		)
		.min(1),
});

/** `content/claims/<article>.yaml`. */
export const ArticleClaimsSchema = z.strictObject({
	id,
	title: z.string(),
	conditions: z.string(),
	/** What the article does well, as a sentence. */
	credit: z.string(),
	/** Questions that its author could have asked of the figures without a benchmark of ours. */
	couldHaveAsked: z.array(z.string()).min(1),
	claims: z.array(ClaimSchema),
	checks: z.array(CheckSchema),
	/** Its own tables, row by row beside ours. */
	tables: z.array(ClaimTableSchema).optional(),
});

export const VerdictNameSchema = z.enum([
	'holds',
	'fails',
	'impossible',
	'inconclusive',
	'other-machine',
	'untestable',
	'not-yet-measured',
	'not-measurable-here',
]);

export type CellMetric = z.infer<typeof CellMetricSchema>;
export type Test = z.infer<typeof TestSchema>;
export type Claim = z.infer<typeof ClaimSchema>;
export type Check = z.infer<typeof CheckSchema>;
export type ClaimTable = z.infer<typeof ClaimTableSchema>;
export type ArticleClaims = z.infer<typeof ArticleClaimsSchema>;
export type VerdictName = z.infer<typeof VerdictNameSchema>;
