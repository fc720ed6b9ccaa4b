import { z } from 'zod';
import { CellLoadSchema, CoreTrackSchema, DeclaredLoadSchema } from './experiment.ts';
import { GateOutcomeSchema } from './gate.ts';
import { HistogramSchema } from './histogram.ts';
import { inspectionMetrics } from './inspection-metrics.ts';

const nonnegative = z.number().nonnegative();
const count = z.int().nonnegative();

/** Scalars of one window. A metric that was not measured is absent. */
export const WindowMetricsSchema = z.strictObject({
	throughputPerSecond: nonnegative.optional(),
	/** CPU time of the whole server process tree, divided by the answers it gave. */
	serverCpuMsPerRequest: nonnegative.optional(),
	serverCoresUsed: nonnegative.optional(),
	serverRssBytesMax: count.optional(),
	/** CPU time of PostgreSQL with all its processes, divided by the answers of the server. */
	databaseCpuMsPerRequest: nonnegative.optional(),
	databaseCoresUsed: nonnegative.optional(),
	/** Of the slow origin behind a cache, likewise. */
	originCpuMsPerRequest: nonnegative.optional(),
	originCoresUsed: nonnegative.optional(),
	/** Requests that the origin counted, for each answer of the server: 1 less the share that the cache answered by itself. */
	originRequestsPerRequest: nonnegative.optional(),
	/** Of the sink of spans, likewise. */
	tracesCpuMsPerRequest: nonnegative.optional(),
	tracesCoresUsed: nonnegative.optional(),
	/** Spans that arrived there in the window, for each answer of the server; batches are late, so that a few are those of another. */
	spansPerRequest: nonnegative.optional(),
	generatorCpuUsPerRequest: nonnegative.optional(),
	generatorCoresUsed: nonnegative.optional(),
	latencyMsMean: nonnegative.optional(),
	latencyMsP50: nonnegative.optional(),
	latencyMsP90: nonnegative.optional(),
	latencyMsP95: nonnegative.optional(),
	latencyMsP99: nonnegative.optional(),
	latencyMsMax: nonnegative.optional(),
	/** What the generator itself prints for its user, by its own method, where that is not the figures above. */
	reportedLatencyMsMean: nonnegative.optional(),
	reportedLatencyMsP50: nonnegative.optional(),
	reportedLatencyMsP90: nonnegative.optional(),
	reportedLatencyMsP95: nonnegative.optional(),
	reportedLatencyMsP99: nonnegative.optional(),
	reportedLatencyMsMax: nonnegative.optional(),
	reportedThroughputPerSecond: nonnegative.optional(),
	/** Of the requests that came due, those answered as asked; where a load expects refusals, or more than a server can do. */
	answeredShare: nonnegative.optional(),
	/** Of refusals that a load expects, from the intended start; they are in none of the latencies above. */
	refusalMsP50: nonnegative.optional(),
	refusalMsP99: nonnegative.optional(),
	/** Of an open load: from when sending ended until the last request was answered or given up. */
	drainSeconds: nonnegative.optional(),
	/** From dialling until the kernel had the connection, where each request opens one of its own. */
	connectMsP50: nonnegative.optional(),
	connectMsP95: nonnegative.optional(),
	connectMsP99: nonnegative.optional(),
	scheduleLagUsP50: nonnegative.optional(),
	scheduleLagUsP99: nonnegative.optional(),
	inFlightMean: nonnegative.optional(),
	bytesPerResponse: nonnegative.optional(),
	foreignCoresUsed: nonnegative.optional(),
	stealShare: nonnegative.optional(),
	cpuPressureShare: nonnegative.optional(),
	/** Of resident memory over a long window, with its 95 % interval. */
	serverRssSlopeBytesPerMinute: z.number().optional(),
	serverRssSlopeBytesPerMinuteLow: z.number().optional(),
	serverRssSlopeBytesPerMinuteHigh: z.number().optional(),
	...inspectionMetrics,
});

/** One measured load inside a trial. A failed window keeps its place and says why. */
export const WindowSchema = z.strictObject({
	round: z.int().min(1),
	/** Place of the trial in its round, from 1. */
	trialOrder: z.int().min(1),
	/** Place of the window in its trial, from 1. */
	windowOrder: z.int().min(1),
	startedAt: z.iso.datetime(),
	seconds: nonnegative,
	/** What the generator does not count is absent. */
	counts: z.strictObject({
		scheduled: count.optional(),
		sent: count.optional(),
		valid: count,
		/** Where the load expects refusals. */
		refused: count.optional(),
		invalid: count,
		timedOut: count.optional(),
		failed: count,
		unfinished: count.optional(),
	}),
	metrics: WindowMetricsSchema,
	/** Of a system: CPU time of each of its programs, by name, divided by the answers of its front. */
	programCpuMsPerRequest: z.record(z.string(), nonnegative).optional(),
	/** Of a mix: what became of each operation. */
	operations: z
		.record(
			z.string(),
			WindowMetricsSchema.pick({
				latencyMsMean: true,
				latencyMsP50: true,
				latencyMsP90: true,
				latencyMsP95: true,
				latencyMsP99: true,
				latencyMsMax: true,
			}).extend({ valid: count }),
		)
		.optional(),
	/** Greatest percentile that a late generator and stolen time left to the server, of a cell that could not keep its p99. */
	tailUpTo: z.literal([95, 90]).optional(),
	/** Names of the gates it did not pass; such a window is not in the summary. */
	failedGates: z.array(z.string()),
});

export const MetricNameSchema = WindowMetricsSchema.keyof();

/** The median over rounds with its order-statistic interval. */
export const EstimateSchema = z.strictObject({
	median: z.number(),
	low: z.number().optional(),
	high: z.number().optional(),
	/** Coverage of [low, high]; absent with fewer than six rounds, because no such interval then reaches 95 %. */
	confidence: z.number().optional(),
	rounds: z.int().min(1),
});

/** A percentile over all passed windows; published only from 100 exceedances. */
export const PercentileSchema = z.strictObject({
	percentile: z.number(),
	valueMs: z.number(),
	lowMs: z.number().optional(),
	highMs: z.number().optional(),
	exceedances: count,
});

const CellBase = {
	/** `<experiment>/<implementation>/<variant>/<track>/<load>`, with `duplicate` at the end for the A/A twin. */
	id: z.string(),
	run: z.string(),
	experiment: z.string(),
	workload: z.string(),
	implementation: z.string(),
	variant: z.string(),
	duplicate: z.boolean(),
	track: CoreTrackSchema,
	/** Physical cores the server could use. */
	cores: z.int().min(1),
	/** True where the generator had no core of its own. */
	generatorShared: z.boolean(),
	load: z.string(),
};

/** Subject x load x core track: its windows over all rounds, summarised. */
export const CellSchema = z.discriminatedUnion('status', [
	z.strictObject({
		...CellBase,
		loadDefinition: CellLoadSchema,
		status: z.literal('measured'),
		windows: z.array(WindowSchema),
		summary: z.partialRecord(MetricNameSchema, EstimateSchema),
		/** Of a system: CPU time per request of each of its programs. */
		programCpuMsPerRequest: z.record(z.string(), EstimateSchema).optional(),
		percentiles: z.array(PercentileSchema),
		/** Of a mix: the percentiles of each operation by itself. */
		operations: z.record(z.string(), z.array(PercentileSchema)).optional(),
		/** Merged over the passed windows, thinned to fit the size limit; raw ones stay with the run's working files. */
		histograms: z.strictObject({
			responseTime: HistogramSchema.optional(),
			serviceTime: HistogramSchema.optional(),
		}),
		/** Valid answers in each second of each window, one row a round. */
		series: z.array(z.array(count)),
		gates: z.array(GateOutcomeSchema),
	}),
	z.strictObject({
		...CellBase,
		loadDefinition: DeclaredLoadSchema,
		status: z.literal('failed'),
		failure: z.strictObject({
			stage: z.enum(['build', 'verify', 'load', 'gate']),
			reason: z.string(),
		}),
	}),
]);

export type WindowMetrics = z.infer<typeof WindowMetricsSchema>;
export type MetricName = z.infer<typeof MetricNameSchema>;
export type Window = z.infer<typeof WindowSchema>;
export type Estimate = z.infer<typeof EstimateSchema>;
export type Percentile = z.infer<typeof PercentileSchema>;
export type Cell = z.infer<typeof CellSchema>;
export type MeasuredCell = Extract<Cell, { status: 'measured' }>;
