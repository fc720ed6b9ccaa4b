import { existsSync } from 'node:fs';
import { operationsOf } from '../../src/core/operations-of.ts';
import type { DeclaredLoad, Load, SendingLoad } from '../../src/core/schemas/experiment.ts';
import type { HeadRoom } from '../../src/core/schemas/head-room.ts';
import { type Catalogue, findExperiment, findWorkload } from '../catalogue.ts';
import { CliError, describeError, Interrupted, isDiskFull } from '../error.ts';
import {
	type HeadRoomProbe,
	headRoomProbes,
	HeadRoomsSchema,
	headRoomWindowSeconds,
	isSamePlace,
} from '../head-room.ts';
import { readJson, writeJson } from '../json-file.ts';
import { partOf } from '../load-generators/divide.ts';
import type { WeightedOperation } from '../load-generators/generator.ts';
import { findGenerator } from '../load-generators/index.ts';
import { runGenerator } from '../load-generators/run-generator.ts';
import type { Plan } from '../plan-file.ts';
import { readSession, type Session } from '../session.ts';
import { startNullServer } from './null-server.ts';

/**
 * Finds out what each generator can send at most on the CPUs that it will have, before anything is measured. A resumed
 * run asks only what it has not asked; a probe that fails is kept with its reason, and its loads then fail the gate.
 */
export async function measureHeadRoom(session: Session, plan: Plan): Promise<void> {
	const path = session.folder.headRoom;
	const found = existsSync(path) ? readJson(path, HeadRoomsSchema) : [];
	const probes = headRoomProbes(plan).filter((one) => !found.some((old) => isSamePlace(old, one)));
	for (const [index, { definition, ...place }] of probes.entries()) {
		session.progress.now(
			`head-room of ${place.generator}, ${index + 1} of ${probes.length}: ${place.connections} connections, ${place.request}`,
		);
		found.push({ ...place, ...(await tryProbe(session, plan, { definition, ...place })) });
		writeJson(path, found);
	}
}

async function tryProbe(
	session: Session,
	plan: Plan,
	probe: HeadRoomProbe,
): Promise<Pick<HeadRoom, 'ratePerSecond' | 'reason'>> {
	try {
		const ratePerSecond = await rateAgainstNothing(session, plan, probe);
		if (ratePerSecond > 0) return { ratePerSecond: Math.round(ratePerSecond) };
		return { reason: 'No request was answered.' };
	} catch (error) {
		// A full disk is no fault of the generator.
		if (error instanceof Interrupted || isDiskFull(error)) throw error;
		return { reason: describeError(error) };
	}
}

async function rateAgainstNothing(
	{ root, catalogue, folder, guardian, signal }: Session,
	plan: Plan,
	{ experiment, track, generator: id, definition }: HeadRoomProbe,
): Promise<number> {
	const layout = plan.layouts.find((one) => one.track === track);
	const tool = readSession(folder).tools?.[id];
	if (!layout || !tool) throw new CliError(`The load generator ${id} was not built.`);
	const { operations, bodyBytes } = sameAnswer(catalogue, experiment, definition);
	const [serverCpus, cpus] = layout.pinned ? [layout.serverCpus, layout.generatorCpus] : [];
	const server = await startNullServer(root, bodyBytes, serverCpus, guardian);
	try {
		const load = partOf(closed(definition), 0, processesOf(catalogue, experiment));
		const seconds = headRoomWindowSeconds;
		const window = { port: server.port, load, operations, seconds, seed: 0, cpus };
		const result = await runGenerator(findGenerator(id), tool, window, { guardian, signal });
		return result.answersInWindow / result.seconds;
	} finally {
		await server.group.stop(2);
	}
}

/** Of several generators on the same CPUs one is asked, with its part of the connections: together they can do no less. */
function processesOf(catalogue: Catalogue, experiment: string): number {
	return findExperiment(catalogue, experiment).processes ?? 1;
}

/** As fast as the answers come, whatever rate the load itself keeps. */
function closed({
	operation,
	mix,
	connections,
	tracks,
	generator,
	correction,
	newConnections,
}: SendingLoad): Load {
	return {
		kind: 'closed',
		...(operation !== undefined && { operation }),
		...(mix && { mix }),
		connections,
		seconds: headRoomWindowSeconds,
		tracks,
		...(generator && { generator }),
		...(correction && { correction }),
		...(newConnections && { newConnections }),
	};
}

/** The load's requests as they are, each to be answered with 200 and as many bytes as its longest answer has. */
function sameAnswer(catalogue: Catalogue, experimentId: string, definition: DeclaredLoad) {
	const workload = findWorkload(catalogue, findExperiment(catalogue, experimentId));
	const asked = operationsOf(definition).flatMap(({ id, weight }) => {
		const operation = workload.operations[id];
		return operation ? [{ id, weight, operation }] : [];
	});
	const lengths = asked.map(({ operation }) => Buffer.byteLength(operation.expect.body));
	const bodyBytes = Math.max(...lengths);
	const expect = { status: 200, body: 'x'.repeat(bodyBytes) };
	const operations: WeightedOperation[] = asked.map(({ operation, ...rest }) => ({
		...rest,
		operation: { ...operation, expect },
	}));
	return { operations, bodyBytes };
}
