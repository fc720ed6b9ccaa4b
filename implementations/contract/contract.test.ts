import { beforeAll, describe, test } from 'vitest';
import { workloadsOf } from '../../src/core/schemas/implementation.ts';
import { buildImplementation } from './build.ts';
import { contractCases, processCases } from './cases/index.ts';
import { appliesTo, type ContractCase, type ProcessCase } from './contract-case.ts';
import { startServer, type ServerUnderTest } from './server-under-test.ts';
import { findImplementations, missingTool, subjectsOf, type Subject } from './subjects.ts';

const SECONDS_TO_BUILD = 600;

for (const { implementation, folder } of findImplementations()) {
	const tool = missingTool(implementation);
	if (tool !== undefined) {
		describe.skip(`${implementation.id}: not checked, because "${tool}" is not installed`, () => {
			test('contract', () => {});
		});
		continue;
	}
	describe.concurrent(implementation.id, () => {
		beforeAll(async () => {
			await buildImplementation(implementation, folder);
		}, SECONDS_TO_BUILD * 1_000);

		for (const subject of subjectsOf(implementation, folder)) checkSubject(subject);
	});
}

function checkSubject(subject: Subject): void {
	const asPublished = subject.implementation.variants[subject.variant]?.kind === 'as-published';
	const workloads = workloadsOf(subject.implementation, subject.variant);
	const applies = (rule: ContractCase | ProcessCase): boolean =>
		appliesTo(rule, { asPublished, workloads });

	describe.concurrent(subject.variant, () => {
		let server: ServerUnderTest;
		beforeAll(async () => {
			server = await startServer(subject);
			return () => server.stop();
		}, 30_000);
		for (const { name, run } of contractCases.filter(applies)) {
			test(name, () => run(server, workloads));
		}
		for (const { name, run, variants, notFor } of processCases.filter(applies)) {
			if (variants !== undefined && !variants.includes(subject.variant)) continue;
			if (notFor?.includes(subject.implementation.id)) continue;
			test(name, () => run(subject));
		}
	});
}
