import { z } from 'zod';
import { CalibrationParametersSchema } from './calibration-log.ts';
import { GeneratorIdSchema } from './generator.ts';
import { LayoutSchema, MachineSchema } from './run.ts';

const count = z.int().nonnegative();
const amount = z.number().nonnegative();
const round = z.int().min(1);
const connections = z.int().min(1);

/** Milliseconds, as a load generator reports them. p99.9 of a window rests on a thousandth of its requests. */
export const StatisticsSchema = z.strictObject({
	mean: amount,
	p50: amount,
	p90: amount,
	p95: amount,
	p99: amount,
	p999: amount,
	max: amount,
});

/** One generator as fast as it can against a server that does nothing. */
export const ClosedWindowSchema = z.strictObject({
	round,
	generator: GeneratorIdSchema,
	connections,
	seconds: amount,
	answers: z.int().positive(),
	errors: count,
	/** Of the generator's processes from start to end, as the kernel counted it for each generator alike. */
	cpuUsPerAnswer: z.number().positive(),
	/** That CPU time over the whole of its running time. */
	coresUsed: z.number().positive(),
});

/** pacer in an open loop against a server that does nothing, at a rate that leaves some of its core idle. */
export const OpenWindowSchema = z.strictObject({
	round,
	connections,
	ratePerSecond: z.number().positive(),
	seconds: amount,
	answers: z.int().positive(),
	coresUsed: z.number().positive(),
	/** From when a request was due to when it was sent, where a connection was free. */
	scheduleLagUsP50: amount,
	scheduleLagUsP99: amount,
	scheduleLagUsMax: amount,
});

/** One generator with many connections, in a closed loop. */
export const MemoryWindowSchema = z.strictObject({
	round,
	generator: GeneratorIdSchema,
	connections,
	/** Absent where the generator does not say. */
	established: count.optional(),
	answers: count,
	errors: count,
	/** The most that its processes ever had in memory (VmHWM of proc_pid_status(5)). */
	rssBytesMax: z.int().positive(),
});

/** pacer in an open loop against the calibration server. */
export const TruthWindowSchema = z.strictObject({
	round,
	variant: z.string(),
	parameters: CalibrationParametersSchema,
	connections,
	ratePerSecond: z.number().positive(),
	seconds: amount,
	answers: z.int().positive(),
	errors: count,
	/** By the formula, of the delays that were asked for. */
	truth: StatisticsSchema,
	/** By the formula, of the delays and stops that the server logged. */
	happened: StatisticsSchema,
	reported: StatisticsSchema,
});

/** pacer in a closed loop against the calibration server: what it cannot see. */
export const OmissionWindowSchema = z.strictObject({
	round,
	variant: z.string(),
	parameters: CalibrationParametersSchema,
	connections,
	seconds: amount,
	/** From one request of a connection to its next without a stop: the median that was reported. */
	baseMs: z.number().positive(),
	answers: z.strictObject({ theory: amount, reported: count }),
	/** Answers that took more than half a stop. */
	slowAnswers: z.strictObject({ theory: count, reported: count }),
	/** What an open loop as fast would have asked during the stops, and this one did not. */
	omitted: amount,
	reported: StatisticsSchema,
});

/** `content/instrument/<UTC date>-<UTC time>.json`: one execution of `npm run bench -- instrument`. */
export const InstrumentSchema = z.strictObject({
	schema: z.literal(1),
	/** `<UTC date>-<UTC time>`, the file's name. */
	id: z.string().regex(/^\d{8}-\d{6}$/),
	profile: z.enum(['smoke', 'standard']),
	startedAt: z.iso.datetime(),
	endedAt: z.iso.datetime(),
	commit: z.string().regex(/^[0-9a-f]{40}$/),
	dirty: z.boolean(),
	repository: z.string().optional(),
	workflowRun: z.url().optional(),
	machine: MachineSchema,
	layout: LayoutSchema,
	/** Decides the order of the windows. */
	seed: count,
	generators: z.partialRecord(GeneratorIdSchema, z.strictObject({ version: z.string() })),
	/** What the calibration server was built from. */
	calibrationVersions: z.record(z.string(), z.string()),
	closed: z.array(ClosedWindowSchema),
	open: z.array(OpenWindowSchema),
	memory: z.array(MemoryWindowSchema),
	truth: z.array(TruthWindowSchema),
	omission: z.array(OmissionWindowSchema),
	/** Windows that gave no result. */
	failures: z.array(z.strictObject({ round, what: z.string(), reason: z.string() })),
	/** A sentence each on what a reader should know, e.g. that the machine was busy. */
	labels: z.array(z.string()),
});

export type Statistics = z.infer<typeof StatisticsSchema>;
export type ClosedWindow = z.infer<typeof ClosedWindowSchema>;
export type OpenWindow = z.infer<typeof OpenWindowSchema>;
export type MemoryWindow = z.infer<typeof MemoryWindowSchema>;
export type TruthWindow = z.infer<typeof TruthWindowSchema>;
export type OmissionWindow = z.infer<typeof OmissionWindowSchema>;
export type Instrument = z.infer<typeof InstrumentSchema>;
