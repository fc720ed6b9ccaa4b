import { z } from 'zod';
import { ArrivalsSchema } from '../../../src/core/schemas/generator.ts';
import { SpokenSchema } from '../../../src/core/schemas/workload.ts';

/** What the program is told on its standard input. */
export const SocketsPlanSchema = z.strictObject({
	port: z.int(),
	path: z.string(),
	spoken: SpokenSchema,
	message: z.string(),
	sockets: z.int().min(1),
	seconds: z.number().positive(),
	/** Absent: each socket sends when it has its answer. */
	rate: z
		.strictObject({ kind: ArrivalsSchema, ratePerSecond: z.number().positive(), seed: z.int() })
		.optional(),
	/** Whether it may wait awake for a message too near to sleep until. */
	ownCpus: z.boolean(),
});

export type SocketsPlan = z.infer<typeof SocketsPlanSchema>;
