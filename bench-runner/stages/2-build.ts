import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildImplementation } from '../../implementations/contract/build.ts';
import { explainMissing, installTool, missingTools } from '../../setup/tools.ts';
import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import { type Catalogue, findSubject, partSubjects } from '../catalogue.ts';
import { CliError, describeError, Interrupted } from '../error.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { Tool } from '../load-generators/generator.ts';
import { findGenerator } from '../load-generators/index.ts';
import type { RunFolder } from '../run-folder.ts';
import { hashSource } from '../probes/checkout.ts';
import { sizeOf } from '../probes/file-sizes.ts';
import { readVersions } from '../probes/versions.ts';
import { recordSession, type Session } from '../session.ts';
import { generatorsOf, type Plan, PlanSchema } from '../plan-file.ts';

export const BuildSchema = z.strictObject({
	implementation: z.string(),
	sourceSha256: z.string(),
	versions: z.record(z.string(), z.string()).optional(),
	buildSeconds: z.number().optional(),
	deployedBytes: z.int().optional(),
	failure: z.string().optional(),
});

/** What was measured so far is of another program than what would be measured now. */
export class SourceChanged extends CliError {}

export type Build = z.infer<typeof BuildSchema>;

/** Builds each implementation of the plan. One that fails is recorded and the others go on. */
export async function build(session: Session): Promise<void> {
	const { folder, catalogue, progress, signal } = session;
	progress.stage('Build');
	const plan = readJson(folder.plan, PlanSchema);
	recordSession(folder, { tools: await prepareTools(session, plan) });
	for (const implementation of programsOfPlan(catalogue, plan)) {
		const { id } = implementation;
		const path = folder.build(id);
		const earlier = existsSync(path) ? readJson(path, BuildSchema) : undefined;
		const sourceSha256 = hashSource(implementation.folder);
		if (earlier && earlier.sourceSha256 !== sourceSha256) {
			throw new SourceChanged(
				`The source of ${id} changed since the run ${folder.id} began, so it cannot be resumed.`,
				'Start a new run without --resume.',
			);
		}
		progress.now(id);
		if (signal.aborted) throw new Interrupted();
		const result = await buildOne(implementation, sourceSha256, signal);
		// A resumed run keeps the first build's time: the second one only finds everything done.
		const isRepeated = earlier && !earlier.failure && !result.failure;
		writeJson(path, isRepeated ? earlier : result);
		if (result.failure) progress.note(`${id} was not built and is left out: ${result.failure}`);
	}
}

/** Why a subject cannot run: it, or a part of it, was not built. */
export function findBuildFailure(
	folder: RunFolder,
	catalogue: Catalogue,
	subject: string,
): string | undefined {
	const all = [subject, ...partSubjects(catalogue, subject)];
	const failures = all.flatMap((one) => {
		const { id } = findSubject(catalogue, one).implementation;
		return readJson(folder.build(id), BuildSchema).failure ?? [];
	});
	return failures[0];
}

/** The implementation of each trial, and those of its parts where it is the front of a system. */
function programsOfPlan(catalogue: Catalogue, { trials }: Plan) {
	const gone = trials.find(({ implementation }) => !catalogue.implementations.has(implementation));
	if (gone)
		throw new CliError(`The plan names "${gone.implementation}", which is no longer there.`);
	const subjects = trials.map(({ implementation, variant }) => `${implementation}:${variant}`);
	const all = subjects.flatMap((subject) => [subject, ...partSubjects(catalogue, subject)]);
	return new Set(all.map((subject) => findSubject(catalogue, subject).implementation));
}

/** pacer, which warms every server, and each other load generator that a load of the plan names. */
async function prepareTools({ root, signal, progress }: Session, plan: Plan) {
	const tools: Partial<Record<GeneratorId, Tool>> = {};
	for (const id of generatorsOf(plan)) {
		progress.now(`looking for the load generator ${id}`);
		const report = (activity: string) => progress.note(`${id}: ${activity}`);
		tools[id] = await findGenerator(id).prepare({ root, signal, report });
	}
	return tools;
}

async function buildOne(
	implementation: Implementation & { folder: string },
	sourceSha256: string,
	signal: AbortSignal,
): Promise<Build> {
	const base = { implementation: implementation.id, sourceSha256 };
	const lacking = missingTools().find((tool) => implementation.tools.includes(tool));
	if (lacking && !installTool(lacking)) return { ...base, failure: explainMissing(lacking) };
	try {
		const { seconds } = await buildImplementation(implementation, implementation.folder, signal);
		return {
			...base,
			versions: readVersions(implementation),
			buildSeconds: Math.round(seconds * 10) / 10,
			deployedBytes: implementation.deploys
				.map((path) => sizeOf(join(implementation.folder, path)))
				.reduce((sum, bytes) => sum + bytes, 0),
		};
	} catch (error) {
		// Being asked to stop is no fault of the server: it is built when the run goes on.
		if (signal.aborted) throw new Interrupted();
		return { ...base, failure: describeError(error) };
	}
}
