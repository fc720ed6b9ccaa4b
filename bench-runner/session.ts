import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunOptions } from './arguments.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { GeneratorIdSchema } from '../src/core/schemas/generator.ts';
import { OriginDescriptionSchema, PostgresDescriptionSchema } from '../src/core/schemas/run.ts';
import { Interrupted } from './error.ts';
import { readJson, writeJson } from './json-file.ts';
import { ToolSchema } from './load-generators/generator.ts';
import { type Plan, PlanSchema } from './plan-file.ts';
import { abortOnSignals } from './processes/abort-on-signals.ts';
import { type Guardian, startGuardian } from './processes/guardian.ts';
import { takeLock } from './processes/lock.ts';
import { createProgress, type Progress } from './progress.ts';
import { findResumableRun, type RunFolder, runFolder } from './run-folder.ts';
import { createServices, type Services } from './services.ts';
import { plan, runName } from './stages/1-plan.ts';

/** What the stages that touch the machine are given. */
export interface Session {
	root: string;
	catalogue: Catalogue;
	folder: RunFolder;
	/** Kills what was started, should this process die without a chance to. */
	guardian: Guardian;
	/** Aborted by a signal or by the death of the command that started this one. */
	signal: AbortSignal;
	progress: Progress;
	services: Services;
}

/** Lock, guardian and signals around a run: whatever happens inside, nothing is left behind. */
export async function withSession<Result>(
	root: string,
	options: RunOptions,
	work: (session: Session) => Promise<Result>,
): Promise<Result> {
	const catalogue = readCatalogue(root);
	const releaseLock = takeLock(tmpdir());
	const guardian = startGuardian();
	const { signal, release } = abortOnSignals();
	const progress = createProgress(process.stderr);
	let cpus: readonly number[] | undefined;
	const services = createServices(() => cpus);
	try {
		const name = runName(options);
		const folder = options.resume
			? runFolder(root, findResumableRun(root, name))
			: plan(root, catalogue, options, new Date());
		recordStart(folder);
		cpus = cpusBesideServer(readJson(folder.plan, PlanSchema));
		return await work({ root, catalogue, folder, guardian, signal, progress, services });
	} catch (error) {
		progress.end();
		if (!signal.aborted) throw error;
		const mode = options.asPublished ? ' --as-published' : '';
		const command = `npm run bench -- ${options.experiments.join(' ')} --profile ${options.profile}${mode} --resume`;
		process.stderr.write(`\nStopped; every finished trial is kept. Go on with: ${command}\n`);
		throw new Interrupted();
	} finally {
		progress.end();
		try {
			await services.stop();
		} finally {
			guardian.close();
			release();
			releaseLock();
		}
	}
}

/** `session.json`: when the run was executed and what a reader should know of that time. */
export const SessionRecordSchema = z.strictObject({
	startedAt: z.iso.datetime(),
	resumedAt: z.array(z.iso.datetime()),
	endedAt: z.iso.datetime().optional(),
	/** The load generators that the plan needs, as found or built. */
	tools: z.partialRecord(GeneratorIdSchema, ToolSchema).optional(),
	/** The database that servers were given, where a workload needs one. */
	postgres: PostgresDescriptionSchema.optional(),
	/** The slow origin behind caches, likewise. */
	origin: OriginDescriptionSchema.optional(),
	/** What had changed in the machine when the load ended, a sentence each. */
	machineChanges: z.array(z.string()).optional(),
	/** Sentences about the machine's state, e.g. that it was busy at the start. */
	labels: z.array(z.string()),
});

export type SessionRecord = z.infer<typeof SessionRecordSchema>;

export function readSession(folder: RunFolder): SessionRecord {
	return readJson(sessionPath(folder), SessionRecordSchema);
}

export function recordSession(folder: RunFolder, change: Partial<SessionRecord>): void {
	writeJson(sessionPath(folder), { ...readSession(folder), ...change });
}

function recordStart(folder: RunFolder): void {
	const now = new Date().toISOString();
	if (!existsSync(sessionPath(folder))) {
		writeJson(sessionPath(folder), { startedAt: now, resumedAt: [], labels: [] });
		return;
	}
	recordSession(folder, { resumedAt: [...readSession(folder).resumedAt, now] });
}

/** Those of the generator, on every track the same or more: it and the services share what the server leaves. */
function cpusBesideServer({ layouts }: Plan): readonly number[] | undefined {
	const [layout] = layouts;
	return layout?.pinned ? layout.generatorCpus : undefined;
}

function sessionPath(folder: RunFolder): string {
	return join(folder.path, 'session.json');
}
