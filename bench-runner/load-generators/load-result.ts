import { z } from 'zod';
import { GeneratorIdSchema } from '../../src/core/schemas/generator.ts';
import { HistogramSchema } from '../../src/core/schemas/histogram.ts';

const count = z.int().nonnegative();
const amount = z.number().nonnegative();

/** Milliseconds and requests a second as the generator prints them for its user. */
const ReportedSchema = z.strictObject({
	latencyMsMean: amount.optional(),
	latencyMsP50: amount.optional(),
	latencyMsP90: amount.optional(),
	latencyMsP95: amount.optional(),
	latencyMsP99: amount.optional(),
	latencyMsMax: amount.optional(),
	throughputPerSecond: amount.optional(),
});

/**
 * What any load generator says of one window, in pacer's words (its README defines each). What a tool does not tell is
 * absent: a gate then does not apply, or fails where the tool should have told.
 */
export const LoadResultSchema = z.strictObject({
	generator: GeneratorIdSchema,
	startedAtUnixMs: z.number().optional(),
	/** Length of the window that the answers were counted in. */
	seconds: amount,
	/** From the first request to the end; of other tools than pacer, how long the program ran. */
	elapsedSeconds: amount,
	interrupted: z.boolean(),
	timer: z.string().optional(),
	connections: z.strictObject({
		planned: count,
		established: count.optional(),
		connectFailures: count.optional(),
		reconnects: count.optional(),
		/** In a load whose requests each open one; then none is established at the start, and none opened again. */
		opened: count.optional(),
	}),
	counts: z.strictObject({
		scheduled: count.optional(),
		sent: count.optional(),
		valid: count,
		/** Answers with the status of a refusal that the load expects; they are in `refusalTime` and not in `responseTime`. */
		refused: count.optional(),
		invalidStatus: count,
		invalidLength: count.optional(),
		malformed: count.optional(),
		timedOut: count.optional(),
		failed: count,
		unfinished: count.optional(),
	}),
	answersInWindow: count,
	statuses: z.record(z.string(), count).optional(),
	bytesReceived: count.optional(),
	bytesSent: count.optional(),
	inFlightIntegralSeconds: amount.optional(),
	inFlightMax: count.optional(),
	responseTime: HistogramSchema.optional(),
	refusalTime: HistogramSchema.optional(),
	serviceTime: HistogramSchema.optional(),
	scheduleLag: HistogramSchema.optional(),
	connectionWait: HistogramSchema.optional(),
	/** Dial to connected, or to the failure of the attempt, in a load whose requests each open a connection. */
	connectTime: HistogramSchema.optional(),
	operations: z
		.record(z.string(), z.strictObject({ valid: count, responseTime: HistogramSchema }))
		.optional(),
	series: z
		.array(
			z.strictObject({
				second: count,
				sent: count,
				valid: count,
				errors: count,
				responseTimeUsP50: amount.optional(),
				responseTimeUsP99: amount.optional(),
			}),
		)
		.optional(),
	/** Of the generator's processes: its own account, or else what the system counted when they ended. */
	cpu: z.strictObject({ userSeconds: amount, systemSeconds: amount }).optional(),
	/** Of `cpu`: waited awake for a request too near to sleep until, so to spare. */
	spinSeconds: amount.optional(),
	contextSwitches: z.strictObject({ voluntary: count, involuntary: count }).optional(),
	/** Absent where the generator's user reads the histograms above. */
	reported: ReportedSchema.optional(),
});

export type LoadResult = z.infer<typeof LoadResultSchema>;
