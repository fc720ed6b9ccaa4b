import { z } from 'zod';

/** What one gate said of one window, trial or cell. */
export const GateOutcomeSchema = z.strictObject({
	gate: z.string(),
	pass: z.boolean(),
	/** Absent where the gate could not look, e.g. a probe the system lacks; then `reason` says so and `pass` is false unless the gate is advisory. */
	value: z.number().optional(),
	threshold: z.number().optional(),
	/** One sentence, present when it did not pass. */
	reason: z.string().optional(),
});

export type GateOutcome = z.infer<typeof GateOutcomeSchema>;
