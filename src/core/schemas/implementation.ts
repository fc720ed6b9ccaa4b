import { z } from 'zod';

const Command = z.array(z.string().min(1)).min(1);

export const LanguageSchema = z.enum(['node', 'go', 'rust']);

/** A program that a system's front asks: what runs, and the variable by which the front is told where. */
export const PartSchema = z.strictObject({
	/** An implementation and one of its variants, e.g. `rust/axum:single`. */
	subject: z.string().regex(/^[a-z]+\/[a-z0-9-]+:[a-z0-9-]+$/),
	/** `COMPUTE_URL` is set to `http://127.0.0.1:<port of the part>`. */
	address: z.string().regex(/^[A-Z][A-Z_]*_URL$/),
	/** Beside what its variant declares. */
	environment: z.record(z.string(), z.string()).default({}),
});

/** A declared way to run an implementation. */
export const VariantSchema = z.strictObject({
	/** `idiomatic` is what production documentation says; `as-published` is an article's own code made to run. */
	kind: z.enum(['idiomatic', 'tuned', 'as-published']).default('idiomatic'),
	summary: z.string(),
	start: Command,
	environment: z.record(z.string(), z.string()).default({}),
	/** Programs that run beside it and answer through it, by name: with them it is the front of a system. */
	parts: z.record(z.string().regex(/^[a-z]+$/), PartSchema).optional(),
	/** Another variant, from which it differs in its environment alone: what the contract asks of that one holds for both. */
	sameProgramAs: z.string().optional(),
	/** About how long it takes to be ready with one core, where that is more than a moment. */
	startSeconds: z.int().positive().optional(),
	/** What it takes of the machine's memory, where that is so much that a machine may not have it: then it is not started. */
	memoryMegabytes: z.int().positive().optional(),
	/**
	 * The workloads it serves, where it cannot serve all, e.g. shared state in several processes; absent: all. Empty where it only
	 * stands behind a front, through which it is asked.
	 */
	workloads: z.array(z.string()).optional(),
	/** Each of its processes keeps state of its own, so that what one client writes another may not see. */
	statePerProcess: z.literal(true).optional(),
	/** Each point in which the variant departs from the idiomatic one. */
	deviations: z.array(z.string()).default([]),
});

/** `implementation.json`: the facts about one server program that a runner, a reader and a test need. */
export const ImplementationSchema = z.strictObject({
	id: z.string().regex(/^(node|go|rust|systems)\/[a-z][a-z0-9-]*$/),
	language: LanguageSchema,
	title: z.string(),
	/** It answers no requests: an inspection starts it and looks at it, and the contract of servers does not apply. */
	serves: z.literal(false).optional(),
	/**
	 * Its front passes requests on and knows no workload: what the contract asks of servers it asks of the parts. A front that is no
	 * program of ours has the language of the instances behind it.
	 */
	passesOn: z.literal(true).optional(),
	/** Programs that must be on PATH to build and run it. */
	tools: z.array(z.string()).min(1),
	/** Commands run in the folder, in this order. */
	build: z.array(Command),
	/** Prints one JSON object of names and versions as the program itself knows them. */
	version: Command,
	/** The file to show for each workload. */
	workloads: z.record(z.string(), z.string()),
	variants: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), VariantSchema),
	/** Paths, relative to the folder, whose size in bytes is what one deploys. */
	deploys: z.array(z.string()).min(1),
});

export type Language = z.infer<typeof LanguageSchema>;
export type Part = z.infer<typeof PartSchema>;
export type Variant = z.infer<typeof VariantSchema>;
export type Implementation = z.infer<typeof ImplementationSchema>;

/** The ids of the workloads that one variant serves. */
export function workloadsOf({ workloads, variants }: Implementation, variant: string): string[] {
	return variants[variant]?.workloads ?? Object.keys(workloads);
}

/** The programs beside a front, by name; none where the variant is a server by itself. */
export function partsOf({ variants }: Implementation, variant: string): [string, Part][] {
	return Object.entries(variants[variant]?.parts ?? {});
}
