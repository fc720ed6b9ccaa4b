import { z } from 'zod';
import type { Load } from '../../src/core/schemas/experiment.ts';
import type { Capabilities, GeneratorId } from '../../src/core/schemas/generator.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import type { LoadResult } from './load-result.ts';

/** A load generator on this machine: which one it is and how it is called. */
export const ToolSchema = z.strictObject({
	version: z.string(),
	command: z.array(z.string()).min(1),
});

export type Tool = z.infer<typeof ToolSchema>;

/** One adapter. What it adds to the runner is pure but for `prepare`: words for the tool, and the reading of its answer. */
export interface LoadGenerator {
	readonly id: GeneratorId;
	/** Written here, and not a tool that is measured as it is. */
	readonly isOurs?: true;
	readonly capabilities: Capabilities;
	/**
	 * Finds the tool on PATH or in `.tools/`, or else builds it there.
	 *
	 * @throws CliError which says how to install what cannot be built
	 */
	prepare(context: PrepareContext): Promise<Tool> | Tool;
	/** The command for one window. */
	invoke(tool: Tool, window: LoadWindow): Invocation;
	/** @throws InvalidInput when the output is not the tool's */
	read(output: Output, window: LoadWindow): ReadResult;
}

export interface PrepareContext {
	/** The repository's folder, which holds `.tools/`. */
	root: string;
	/** Aborted by whoever no longer wants the tool. */
	signal: AbortSignal;
	/** Told what takes long. */
	report(activity: string): void;
}

/** One load against one server. */
export interface LoadWindow {
	port: number;
	load: Load;
	/** At least one; of several, each request draws one by weight. */
	operations: readonly WeightedOperation[];
	seconds: number;
	seed: number;
	cpus: readonly number[] | undefined;
	/** Whether nothing else may run on them. */
	ownCpus?: boolean;
	/** Whether it leaves its connections open for a while after the last answer, so that closing them disturbs nobody. */
	keepsOpen?: boolean;
	/** Whether it comes before whatever else runs on them. */
	goesFirst?: boolean;
}

export interface WeightedOperation {
	id: string;
	weight: number;
	operation: Operation;
}

export interface Invocation {
	/** Runs in an empty folder that is removed afterwards. */
	command: readonly string[];
	environment?: Record<string, string>;
	input?: string;
	/** Contents by name, written into that folder before. */
	files?: Record<string, string>;
}

/** What an ended generator left. */
export interface Output {
	standardOutput: string;
	/** Where `Invocation.files` are, and what the tool wrote beside them. */
	folder: string;
}

/** The runner adds what it knows itself; a tool's own account of it comes first. */
export type ReadResult = Omit<LoadResult, 'generator' | 'elapsedSeconds'> &
	Partial<Pick<LoadResult, 'elapsedSeconds'>>;
