import { z } from 'zod';
import { CoreTrackSchema } from './experiment.ts';

const place = { experiment: z.string(), subject: z.string(), track: CoreTrackSchema };

/** What a subject reached under a closed load before the first round; loads that are a share of it take their rate from here. */
export const CapacitySchema = z.strictObject({
	...place,
	load: z.string(),
	/** Absent where it could not be found out; then `reason` says why, and the loads that need it fail with it. */
	ratePerSecond: z.number().positive().optional(),
	reason: z.string().optional(),
});

/** What a unit of fixed work costs one request of a subject, before the first round: its CPU time, the server's and kernel's share taken off. */
export const UnitCostSchema = z.strictObject({
	...place,
	unit: z.string(),
	/** Absent where it could not be found out; then `reason` says why. */
	cpuNs: z.number().positive().optional(),
	reason: z.string().optional(),
});

export type Capacity = z.infer<typeof CapacitySchema>;
export type UnitCost = z.infer<typeof UnitCostSchema>;
