import { z } from 'zod';

/** The load generators that the runner can drive. Figures of different ones are never compared. */
export const GeneratorIdSchema = z.enum(['pacer', 'oha', 'wrk', 'autocannon', 'k6', 'sockets']);

export const ArrivalsSchema = z.enum(['poisson', 'uniform']);

/** What a load generator can do and what it can know; declared by its adapter, published with its figures. */
export const CapabilitiesSchema = z.strictObject({
	/** Arrivals that it keeps up at a rate whether answers come or not; none: it drives closed loops alone. */
	openLoop: z.array(ArrivalsSchema),
	/** Whether a closed loop can be given a rate that it is not to exceed. */
	rateCeiling: z.boolean(),
	/** Whether a latency can count from the moment at which the request was due. */
	intendedStart: z.boolean(),
	/** Whether one window can hold several operations with methods and bodies of their own. */
	mixedOperations: z.boolean(),
	/** Whether its adapter can fill `{name}` in paths and bodies. */
	templates: z.boolean(),
	/** Whether it can open a connection for each request and time that with it; absent: it keeps its connections. */
	newConnections: z.literal(true).optional(),
	/** Whether it can tell refusals that are expected from answers that are wrong; absent: it cannot. */
	refusals: z.literal(true).optional(),
	/** Absent: HTTP. A generator of one speaks nothing of the other. */
	speaks: z.literal('websocket').optional(),
	/** The fullest distribution of latencies that it gives. */
	histogram: z.enum(['none', 'quantiles', 'buckets', 'raw', 'hdr']),
	latencyResolutionUs: z.number().positive(),
	/** The finest step in which it waits for the next request; absent where it keeps no rate. */
	paceResolutionUs: z.number().positive().optional(),
	/** Whether requests that failed or timed out are part of its latencies. */
	errorsInLatency: z.boolean(),
	/** What it does to latencies after measuring them. */
	correction: z
		.strictObject({
			default: z.enum(['on', 'off']),
			/** Whether its user can change that. */
			canSwitch: z.boolean(),
			/** One sentence. */
			does: z.string(),
		})
		.optional(),
	/** Cores that it can keep busy; absent: as many as it is given. */
	threads: z.int().min(1).optional(),
	/** What it counts besides answers; a gate on something that is not here does not apply. */
	knows: z.array(z.enum(['schedule-lag', 'connections', 'in-flight'])),
});

export type GeneratorId = z.infer<typeof GeneratorIdSchema>;
export type Capabilities = z.infer<typeof CapabilitiesSchema>;
