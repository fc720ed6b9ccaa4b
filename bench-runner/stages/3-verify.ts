import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { runCases } from '../../implementations/contract/run-cases.ts';
import { workloadsOf } from '../../src/core/schemas/implementation.ts';
import type { Operation, Workload } from '../../src/core/schemas/workload.ts';
import { type Catalogue, findExperiment, findSubject, findWorkload } from '../catalogue.ts';
import { describeError, Interrupted } from '../error.ts';
import { firstRequest } from '../first-request.ts';
import { saysThatItHolds, startProgram } from '../inspections/idle-cost.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { Guardian } from '../processes/guardian.ts';
import { describeExit } from '../processes/group.ts';
import type { RunningServer } from '../processes/server.ts';
import { startSystem, stopSystem } from '../processes/system.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';
import { PlanSchema } from '../plan-file.ts';
import { findBuildFailure } from './2-build.ts';

export const VerificationSchema = z.strictObject({
	subject: z.string(),
	checked: z.int(),
	/** One sentence each. A subject with any is not loaded. */
	failures: z.array(z.string()),
});

export type Verification = z.infer<typeof VerificationSchema>;

/** Beyond this a server hangs; the dearest proof takes well under a second. */
const proofWithinMs = 10_000;

/** Puts each subject through the contract and the workload's proofs, on the binary that will be loaded. */
export async function verify(session: Session): Promise<void> {
	const { folder, catalogue, progress } = session;
	progress.stage('Verify');
	const plan = readJson(folder.plan, PlanSchema);
	const trialsOf = Map.groupBy(plan.trials, (one) => `${one.implementation}:${one.variant}`);
	for (const [subject, trials] of trialsOf) {
		const experiments = [...new Set(trials.map(({ experiment }) => experiment))];
		const workloads = experiments.map((id) =>
			findWorkload(catalogue, findExperiment(catalogue, id)),
		);
		if (findBuildFailure(folder, catalogue, subject)) continue;
		if (session.signal.aborted) throw new Interrupted();
		progress.now(subject);
		const verification = await verifySubject(catalogue, subject, workloads, session);
		writeJson(folder.verify(subject), verification);
		const reason = describeFailures(verification);
		if (reason) progress.note(`${subject} is left out: ${reason}`);
	}
}

/** @returns every failure, not only the first; a server that cannot start is one */
export async function verifySubject(
	catalogue: Catalogue,
	subject: string,
	workloads: readonly Workload[],
	processes: { guardian: Guardian; signal?: AbortSignal; services: Services },
): Promise<Verification> {
	const { implementation, variant } = findSubject(catalogue, subject);
	if (implementation.serves === false) return verifyProgram(implementation, variant, processes);
	// Of what needs more than the server only what is to be measured: nobody should have to have a service for the rest.
	const served = workloadsOf(implementation, variant).filter(
		(id) => needsNothing(catalogue.workloads.get(id)) || workloads.some((one) => one.id === id),
	);
	const services = await processes.services.give(workloads);
	let server: RunningServer;
	try {
		const given = { ...processes, catalogue, environment: services.environment };
		server = await startSystem(subject, undefined, given);
	} catch (error) {
		await services.drop();
		if (error instanceof Interrupted) throw error;
		return { subject, checked: 1, failures: [describeError(error)] };
	}
	try {
		const wrong = (await Promise.all(workloads.map((one) => checkAll(server.port, one)))).flat();
		const declared = implementation.variants[variant];
		const asPublished = declared?.kind === 'as-published';
		const statePerProcess = declared?.statePerProcess;
		// What only passes on answers right through its parts, of which each is asked the contract by itself.
		const contract = implementation.passesOn
			? { checked: 0, failures: [] }
			: await runCases(
					{ host: '127.0.0.1', port: server.port },
					{ asPublished, statePerProcess, workloads: served },
				);
		// Where nothing was answered right it may have ended, of which a busy system tells a moment later.
		if (wrong.every(Boolean)) await Promise.race([server.group.exited, delay(1000)]);
		const ended = await describeEnd(server, subject);
		const deaf = ended ? undefined : await stopSystem(server, subject);
		const failures = [ended, ...wrong, ...contract.failures, deaf];
		return {
			subject,
			checked: wrong.length + contract.checked + 1,
			failures: failures.filter((failure) => failure !== undefined),
		};
	} finally {
		await stopSystem(server, subject);
		await services.drop();
	}
}

function needsNothing(workload: Workload | undefined): boolean {
	return !workload?.services && !workload?.environment;
}

/** One that serves nothing has one thing to prove: that it holds what it is asked to. */
async function verifyProgram(
	implementation: ReturnType<typeof findSubject>['implementation'],
	variant: string,
	{ guardian, signal }: { guardian: Guardian; signal?: AbortSignal },
): Promise<Verification> {
	const subject = `${implementation.id}:${variant}`;
	const group = startProgram({ implementation, variant, cpus: undefined, guardian }, 10);
	try {
		await saysThatItHolds(group, 10, signal);
		return { subject, checked: 1, failures: [] };
	} catch (error) {
		if (error instanceof Interrupted) throw error;
		return { subject, checked: 1, failures: [describeError(error)] };
	} finally {
		await group.stop(1);
	}
}

/** Said before all the requests that got no answer because of it. */
async function describeEnd({ group }: RunningServer, subject: string): Promise<string | undefined> {
	if (!group.hasExited()) return undefined;
	const exit = describeExit(await group.exited);
	return `${subject} ended with ${exit} while it was verified. It said: ${group.output().trim() || 'nothing'}`;
}

/** The first failure stands for the rest; all are in the file. Undefined when there is none. */
export function describeFailures({ failures }: Verification): string | undefined {
	const [first, ...others] = failures;
	if (first === undefined || others.length === 0) return first;
	return `${first} (and ${others.length} more)`;
}

/** Those of a workload with a service in their order, because what one creates decides the id of the next. */
async function checkAll(port: number, { services, proofs, operations }: Workload) {
	const all = [...proofs, ...Object.values(operations)];
	if (!services) return Promise.all(all.map((one) => check(port, one)));
	const failures: (string | undefined)[] = [];
	for (const one of all) failures.push(await check(port, one));
	return failures;
}

async function check(port: number, operation: Operation): Promise<string | undefined> {
	if (operation.websocket) return checkMessage(port, operation);
	const { method, headers, expect } = operation;
	const { path, body } = firstRequest(operation);
	try {
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
			method,
			signal: AbortSignal.timeout(proofWithinMs),
			...(headers && { headers }),
			...(body !== undefined && { body }),
		});
		const text = await answer.text();
		if (answer.status === expect.status && text === expect.body) return undefined;
		return `${method} ${path} answered ${answer.status} ${beginning(text)}, not ${expect.status} ${beginning(expect.body)}.`;
	} catch (error) {
		return `${method} ${path} got no answer: ${describeFetchError(error)}.`;
	}
}

/** One message and what comes back, which of a broadcast its sender gets too. */
async function checkMessage(
	port: number,
	{ path, body = '', expect }: Operation,
): Promise<string | undefined> {
	const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
	const signal = AbortSignal.timeout(proofWithinMs);
	try {
		await once(socket, 'open', { signal });
		socket.send(body);
		const [{ data }] = (await once(socket, 'message', { signal })) as [MessageEvent<unknown>];
		if (data === expect.body) return undefined;
		return `A message on ${path} was answered with ${beginning(String(data))}, not ${beginning(expect.body)}.`;
	} catch (error) {
		return `A message on ${path} got no answer: ${describeError(error)}.`;
	} finally {
		socket.close();
	}
}

function beginning(text: string): string {
	return text.length > 120 ? `${text.slice(0, 120)}... (${text.length} characters)` : text;
}

/** `fetch` says only "fetch failed"; the system's reason is its cause. */
function describeFetchError(error: unknown): string {
	const { cause } = error as Error;
	return describeError(cause instanceof Error ? cause : error);
}
