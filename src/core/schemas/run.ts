import { z } from 'zod';
import { ProfileNameSchema } from './experiment.ts';
import { GateOutcomeSchema } from './gate.ts';
import { CapabilitiesSchema, GeneratorIdSchema } from './generator.ts';
import { CapacitySchema, UnitCostSchema } from './capacity.ts';
import { HeadRoomSchema } from './head-room.ts';

/** Who else may use the machine decides what its numbers may say. */
export const MachineClassSchema = z.enum(['dedicated', 'shared-ci', 'dev']);

export const MachineSchema = z.strictObject({
	class: MachineClassSchema,
	cpuModel: z.string(),
	physicalCores: z.int().min(1),
	logicalCores: z.int().min(1),
	/** Each inner list is one physical core's logical CPUs. */
	coreSiblings: z.array(z.array(z.int().nonnegative())),
	memoryBytes: z.int().positive(),
	os: z.string(),
	kernel: z.string(),
	architecture: z.string(),
	virtualisation: z.string().optional(),
	clockSource: z.string().optional(),
	governor: z.string().optional(),
	/** The runner image of a CI service. */
	image: z.string().optional(),
});

export const LayoutSchema = z.strictObject({
	track: z.enum(['1', 'all']),
	pinned: z.boolean(),
	serverCpus: z.array(z.int().nonnegative()),
	generatorCpus: z.array(z.int().nonnegative()),
	generatorShared: z.boolean(),
	/** CPUs that were kept from halting while the run was measured. */
	awakeCpus: z.array(z.int().nonnegative()).optional(),
	/** In open loops the generator came before whatever else ran on its CPUs. */
	generatorFirst: z.literal(true).optional(),
});

/** What a reader of figures should know of the PostgreSQL behind them. */
export const PostgresDescriptionSchema = z.strictObject({
	/** Started for the run in a folder of its own, or another that its variable named. */
	origin: z.enum(['embedded', 'DATABASE_URL']),
	version: z.string(),
	/** As the server itself says; whether a commit waits for the disk among them. */
	settings: z.record(z.string(), z.string()),
});

/** What a reader of figures should know of the slow origin behind a cache. */
export const OriginDescriptionSchema = z.strictObject({
	/** What each request waits there, whoever asks. */
	delayMs: z.number().positive(),
});

const CountedSchema = z.strictObject({ count: z.int().positive(), of: z.int().positive() });

/** What others on the same hardware did to most of a run. */
export const NeighbourSchema = z.strictObject({
	/** Readings of the server's cores beside which they were slower than undisturbed. */
	slowed: CountedSchema.optional(),
	/** Windows of which the hypervisor took more than the gate allows. */
	stolen: CountedSchema.optional(),
});

/** `run.json`: one execution of experiments on one machine at one commit. */
export const RunSchema = z.strictObject({
	schema: z.literal(1),
	/** `<UTC date>-<UTC time>-<experiment>-<profile>`: sorts by time, and is the folder's name. */
	id: z.string().regex(/^\d{8}-\d{4,6}-[a-z0-9-]+$/),
	experiments: z.array(z.string()).min(1),
	profile: ProfileNameSchema,
	/** Present where only the commands ran that articles published; its figures are those of the articles' tools. */
	asPublished: z.literal(true).optional(),
	startedAt: z.iso.datetime(),
	endedAt: z.iso.datetime(),
	/** Each time it was taken up again after an interruption. */
	resumedAt: z.array(z.iso.datetime()),
	commit: z.string().regex(/^[0-9a-f]{40}$/),
	dirty: z.boolean(),
	/** `owner/name` where the run was made, when the clone says so. */
	repository: z.string().optional(),
	workflowRun: z.url().optional(),
	seed: z.int().nonnegative(),
	rounds: z.int().min(1),
	/** Of these, how many were added because gates left some cells too few; absent where none. */
	moreRounds: z.int().positive().optional(),
	machine: MachineSchema,
	layouts: z.array(LayoutSchema),
	/** What drove every load that names no other generator. */
	generator: z.strictObject({ id: z.string(), version: z.string() }),
	/** Every generator that loads of this run name. */
	generators: z
		.partialRecord(
			GeneratorIdSchema,
			z.strictObject({ version: z.string(), capabilities: CapabilitiesSchema }),
		)
		.optional(),
	/** What each load generator reached against a server that does nothing, before the first trial. */
	headRoom: z.array(HeadRoomSchema).optional(),
	/** What loads that are a share of a subject's capacity took for it. */
	capacities: z.array(CapacitySchema).optional(),
	/** What a unit of a workload's fixed work costs in each subject. */
	unitCosts: z.array(UnitCostSchema).optional(),
	/** The database that servers were given, where a workload needs one. */
	postgres: PostgresDescriptionSchema.optional(),
	/** The slow service that caches stood in front of. */
	origin: OriginDescriptionSchema.optional(),
	runnerNode: z.string(),
	implementations: z.record(
		z.string(),
		z.strictObject({
			/** SHA-256 over the folder's tracked files, each as `path NUL bytes`. */
			sourceSha256: z.string().regex(/^[0-9a-f]{64}$/),
			versions: z.record(z.string(), z.string()).optional(),
			buildSeconds: z.number().nonnegative().optional(),
			/** What one deploys: the binary, or the folder with its modules. */
			deployedBytes: z.int().positive().optional(),
			failure: z
				.strictObject({ stage: z.enum(['build', 'verify']), reason: z.string() })
				.optional(),
		}),
	),
	/** `<track>: <subject>, ...` in the order they ran, one list a round; an A/A twin ends in `+duplicate`. */
	order: z.array(z.array(z.string())),
	trials: z.strictObject({ planned: z.int(), measured: z.int(), failed: z.int() }),
	/** Trials that ran after the rounds with processes that report their runtime's own figures; in no count above. */
	instrumented: z
		.strictObject({
			planned: z.int(),
			measured: z.int(),
			failures: z.array(
				z.strictObject({
					subject: z.string(),
					track: z.string(),
					stage: z.string(),
					reason: z.string(),
				}),
			),
		})
		.optional(),
	failures: z.array(
		z.strictObject({
			round: z.int(),
			subject: z.string(),
			track: z.string(),
			stage: z.string(),
			reason: z.string(),
		}),
	),
	gates: z.array(GateOutcomeSchema),
	/** Others used the physical cores most of the time, and no window was left out for it. */
	neighbour: NeighbourSchema.optional(),
	/** Set by quick and smoke runs, by a busy machine, and by anything else that keeps a number from being published. */
	labels: z.array(z.string()),
});

export type MachineClass = z.infer<typeof MachineClassSchema>;
export type Machine = z.infer<typeof MachineSchema>;
export type PostgresDescription = z.infer<typeof PostgresDescriptionSchema>;
export type OriginDescription = z.infer<typeof OriginDescriptionSchema>;
export type Neighbour = z.infer<typeof NeighbourSchema>;
export type Layout = z.infer<typeof LayoutSchema>;
export type Run = z.infer<typeof RunSchema>;
