import { z } from 'zod';
import { HistogramSchema } from './histogram.ts';

const nanoseconds = z.int().nonnegative();

/** How `implementations/rust/calibration` answers; its README says what follows from it. */
export const CalibrationParametersSchema = z.strictObject({
	/** From the arrival of a request to its answer. */
	delayUs: z.int().nonnegative(),
	/** How long a stop lasts; 0: there is none. */
	stallMs: z.int().nonnegative(),
	/** From the beginning of a stop to the beginning of the next. */
	stallEveryMs: z.int().nonnegative(),
	/** From the first request of a load to the beginning of its first stop. */
	stallAtMs: z.int().nonnegative(),
});

/** One load as the calibration server saw it, in nanoseconds of the machine's monotonic clock. */
export const CalibrationLoadSchema = z.strictObject({
	startNs: nanoseconds,
	endNs: nanoseconds,
	requests: z.int().positive(),
	/** From the arrival of a request at its handler to its answer: of those that no stop held back, and of the others. */
	ordinary: HistogramSchema,
	held: HistogramSchema,
	stops: z.array(
		z.strictObject({
			startNs: nanoseconds,
			endNs: nanoseconds,
			firstAnsweredNs: nanoseconds,
			lastAnsweredNs: nanoseconds,
			held: z.int().positive(),
		}),
	),
});

/** The file named by CALIBRATION_LOG. */
export const CalibrationLogSchema = z.strictObject({
	clock: z.literal('CLOCK_MONOTONIC'),
	truth: CalibrationParametersSchema,
	loads: z.array(CalibrationLoadSchema),
});

export type CalibrationParameters = z.infer<typeof CalibrationParametersSchema>;
export type CalibrationLoad = z.infer<typeof CalibrationLoadSchema>;
