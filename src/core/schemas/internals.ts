import { z } from 'zod';

/*
 * What a server that was started with INTERNALS_FOLDER writes of its own runtime, a line every 100 ms. Figures cover the
 * interval since the line before, gauges excepted. What had no value in an interval (the longest of no pauses, a heap
 * that no collection has measured yet) is absent.
 */

const nonnegative = z.number().nonnegative();
const count = z.int().nonnegative();
const share = nonnegative.max(1);

/** `node:perf_hooks` and `process.memoryUsage()`. */
export const NodeInternalsSchema = z.strictObject({
	atUnixMs: count,
	/** How late the loop came to a timer of its own; absent where it did not come to one in the whole interval. */
	eventLoopDelayMsP50: nonnegative.optional(),
	eventLoopDelayMsP99: nonnegative.optional(),
	eventLoopDelayMsMax: nonnegative.optional(),
	eventLoopUtilisation: share,
	gcPauses: count,
	gcPauseMsTotal: nonnegative,
	gcPauseMsMax: nonnegative.optional(),
	heapUsedBytes: count,
	rssBytes: count,
});

/** `runtime/metrics`; of a histogram the upper bound of the bucket. */
export const GoInternalsSchema = z.strictObject({
	atUnixMs: count,
	/** How long goroutines that could run waited to; absent where none did. */
	schedulingLatencyMsP50: nonnegative.optional(),
	schedulingLatencyMsP99: nonnegative.optional(),
	schedulingLatencyMsMax: nonnegative.optional(),
	gcCycles: count,
	gcPauseMsTotal: nonnegative.optional(),
	gcPauseMsMax: nonnegative.optional(),
	gcCpuShare: share.optional(),
	goroutines: count,
	/** What the last collection found alive; absent before the first. */
	heapLiveBytes: count.optional(),
	rssBytes: count.optional(),
});

/** Tokio's stable `RuntimeMetrics`. */
export const RustInternalsSchema = z.strictObject({
	atUnixMs: count,
	workers: count,
	aliveTasks: count,
	globalQueueDepth: count,
	/** Of the busiest worker. More than 1 where work that began earlier ended: a worker's time is counted when it pauses. */
	workerBusyShare: nonnegative.optional(),
	workerBusyShareMean: nonnegative.optional(),
	workerParks: count.optional(),
});

/** By the language of an implementation: one line of `<pid>.ndjson` or `<pid>-<runtime>.ndjson`. */
export const internalsSchemas = {
	node: NodeInternalsSchema,
	go: GoInternalsSchema,
	rust: RustInternalsSchema,
} as const;

export type NodeInternals = z.infer<typeof NodeInternalsSchema>;
export type GoInternals = z.infer<typeof GoInternalsSchema>;
export type RustInternals = z.infer<typeof RustInternalsSchema>;
