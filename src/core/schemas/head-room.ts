import { z } from 'zod';
import { CoreTrackSchema } from './experiment.ts';
import { GeneratorIdSchema } from './generator.ts';

/** What a load generator reached in a closed loop against a server that does nothing, on the CPUs of a core track. */
export const HeadRoomSchema = z.strictObject({
	experiment: z.string(),
	track: CoreTrackSchema,
	generator: GeneratorIdSchema,
	connections: z.int().min(1),
	/** The operation, or the mix: `3 read + 1 write`, and whether each opens a connection of its own. Its answer has the length of the workload's own. */
	request: z.string(),
	/** Absent where the probe failed; then `reason` says why. */
	ratePerSecond: z.number().positive().optional(),
	reason: z.string().optional(),
});

export type HeadRoom = z.infer<typeof HeadRoomSchema>;
