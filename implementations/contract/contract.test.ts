import { afterAll, beforeAll, describe, test } from 'vitest';
import { partsOf, workloadsOf } from '../../src/core/schemas/implementation.ts';
import { buildImplementation } from './build.ts';
import { balancerCases } from './cases/balancer.ts';
import { contractCases, processCases } from './cases/index.ts';
import { appliesTo, type ContractCase, type ProcessCase } from './contract-case.ts';
import { databaseEnvironment, stopDatabaseServer } from './database.ts';
import { stopOrigin } from './origin.ts';
import { stopTraceReceiver } from './trace-receiver.ts';
import { startServer, stopParts, type ServerUnderTest } from './server-under-test.ts';
import {
	findBalancers,
	findImplementations,
	findSubject,
	missingTool,
	subjectsOf,
	type Subject,
} from './subjects.ts';

const SECONDS_TO_BUILD = 600;
/** Until all that began to start before it have. */
const SECONDS_TO_START = 180;
/** Workloads that the programs of a system do together. */
const OF_SYSTEMS = new Set<string | undefined>(['gateway', 'traced']);

afterAll(stopDatabaseServer);
afterAll(stopParts);
afterAll(stopOrigin);
afterAll(stopTraceReceiver);

for (const { implementation, folder } of [...findImplementations(), ...findBalancers()]) {
	const tool = missingTool(implementation);
	if (tool !== undefined) {
		describe.skip(`${implementation.id}: not checked, because "${tool}" is not installed`, () => {
			test('contract', () => {});
		});
		continue;
	}
	describe.concurrent(implementation.id, () => {
		beforeAll(async () => {
			const subjects = subjectsOf(implementation, folder);
			const parts = subjects.flatMap((subject) => partsOf(implementation, subject.variant));
			const all = [...subjects, ...parts.map(([, part]) => findSubject(part.subject))];
			await Promise.all(all.map(buildOnce));
			// Here, where there is time: the first has to wait until PostgreSQL is there and filled.
			await Promise.all(subjects.map(databaseEnvironment));
		}, SECONDS_TO_BUILD * 1_000);

		for (const subject of subjectsOf(implementation, folder)) {
			if (implementation.passesOn) checkBalancer(subject);
			else if (!isSizeOfAnother(subject)) checkSubject(subject);
			else if (partsOf(implementation, subject.variant).length > 0) checkSubject(subject, true);
		}
	});
}

const builds = new Map<string, Promise<unknown>>();

/** A program may be part of several systems, and two builds of one folder would meet. */
function buildOnce({ implementation, folder }: Subject): Promise<unknown> {
	const build = builds.get(folder) ?? buildImplementation(implementation, folder);
	builds.set(folder, build);
	return build;
}

/** @param asAWhole of a system whose front was checked already: only what its programs do together */
function checkSubject(subject: Subject, asAWhole = false): void {
	const variant = subject.implementation.variants[subject.variant];
	const asPublished = variant?.kind === 'as-published';
	const statePerProcess = variant?.statePerProcess;
	const workloads = workloadsOf(subject.implementation, subject.variant);
	const applies = (rule: ContractCase | ProcessCase): boolean =>
		appliesTo(rule, { asPublished, statePerProcess, workloads }) &&
		(!asAWhole || OF_SYSTEMS.has(rule.workload));

	describe.concurrent(subject.variant, () => {
		let server: ServerUnderTest;
		// What takes half a minute begins with the first case, and is looked at after the last.
		const slow = new Map<string, Promise<Error | undefined>>();
		beforeAll(async () => {
			server = await startServer(subject);
			for (const rule of contractCases.filter(applies).filter(isSlow)) {
				slow.set(rule.name, outcomeOf(rule.run(server, workloads)));
			}
			return () => server.stop();
		}, SECONDS_TO_START * 1_000);
		for (const rule of contractCases.filter(applies)) {
			if (!isSlow(rule)) test(rule.name, () => rule.run(server, workloads));
		}
		for (const rule of processCases.filter(applies)) {
			if (isAskedOf(subject, rule)) test(rule.name, () => rule.run(subject));
		}
		for (const { name, run } of contractCases.filter(applies).filter(isSlow)) {
			test(name, async () => {
				const first = slow.get(name);
				// The second attempt has to be one.
				slow.delete(name);
				const error = await (first ?? outcomeOf(run(server, workloads)));
				if (error) throw error;
			});
		}
	});
}

/** Its parts are asked all of the contract by themselves. */
function checkBalancer(subject: Subject): void {
	describe.concurrent(subject.variant, () => {
		for (const rule of balancerCases) {
			if (isAskedOf(subject, rule)) test(rule.name, () => rule.run(subject));
		}
	});
}

function isAskedOf(
	{ implementation, variant }: Subject,
	{ variants, notFor, once }: ProcessCase,
): boolean {
	if (variants !== undefined && !variants.includes(variant)) return false;
	if (notFor?.includes(implementation.id)) return false;
	if (!once) return true;
	const sameCommand = Object.entries(implementation.variants).find(
		([, { start }]) => start.join() === implementation.variants[variant]?.start.join(),
	);
	return sameCommand?.[0] === variant;
}

function isSizeOfAnother({ implementation, variant }: Subject): boolean {
	return implementation.variants[variant]?.sameProgramAs !== undefined;
}

function isSlow({ slow }: ContractCase): boolean {
	return slow === true;
}

/** Nobody waits for it yet, so it must not end the process when it fails. */
function outcomeOf(running: Promise<void>): Promise<Error | undefined> {
	return running.then(
		() => undefined,
		(error: Error) => error,
	);
}
