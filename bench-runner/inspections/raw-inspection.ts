import { z } from 'zod';
import { type WindowMetrics, WindowMetricsSchema } from '../../src/core/schemas/cell.ts';
import { InspectionSchema } from '../../src/core/schemas/experiment.ts';
import { CoreSpeedSchema } from '../probes/core-speed.ts';
import { KernelCountersSchema } from '../probes/kernel.ts';
import { SampleSchema } from '../stages/5-sample.ts';

/** One inspection as it happened, before anybody judges it. */
export const RawInspectionSchema = z.strictObject({
	load: z.string(),
	definition: InspectionSchema,
	order: z.int(),
	startedAt: z.iso.datetime(),
	/** The machine's counters; nothing of the subject is in them. */
	before: SampleSchema,
	after: SampleSchema,
	coreSpeed: z.strictObject({ before: CoreSpeedSchema, after: CoreSpeedSchema }),
	kernel: KernelCountersSchema,
	metrics: WindowMetricsSchema,
	answers: z.int().nonnegative(),
});

export type RawInspection = z.infer<typeof RawInspectionSchema>;

/** Whatever a trial left of one of its windows. */
export function isInspection<Other extends { definition: { kind: string } }>(
	raw: Other | RawInspection,
): raw is RawInspection {
	return raw.definition.kind === 'inspection';
}

export const secondsOf = ({ before, after }: RawInspection): number =>
	(after.atMs - before.atMs) / 1000;

/** What was found, and what the machine did meanwhile. */
export function inspectionMetrics(raw: RawInspection, logicalCores: number): WindowMetrics {
	const seconds = secondsOf(raw);
	const share = (name: 'hostStealCpuSeconds' | 'hostPressureSeconds', of: number) => {
		const [from, to] = [raw.before[name], raw.after[name]];
		return from === undefined || to === undefined ? undefined : fiveDigits((to - from) / of);
	};
	const stealShare = share('hostStealCpuSeconds', seconds * logicalCores);
	const cpuPressureShare = share('hostPressureSeconds', seconds);
	return {
		...raw.metrics,
		...(stealShare !== undefined && { stealShare }),
		...(cpuPressureShare !== undefined && { cpuPressureShare }),
	};
}

/** More than any of these can be known to. */
export const fiveDigits = (value: number): number => Number(value.toPrecision(5));
