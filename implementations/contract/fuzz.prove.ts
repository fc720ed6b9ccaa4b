import { beforeAll, describe, test } from 'vitest';
import { buildImplementation } from './build.ts';
import { hasBoundedQueue } from './cases/overload.ts';
import { fuzz } from './fuzz/fuzz-server.ts';
import { findImplementations, missingTool, subjectsOf } from './subjects.ts';

/*
 * FUZZ_SEED repeats what a failure printed; FUZZ_REQUESTS makes it longer. Servers are fuzzed one after the other: a leak
 * is looked for in their memory, and a hang in their time.
 */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const SECONDS_TO_BUILD = 600;

process.stdout.write(`FUZZ_SEED=${seed} FUZZ_REQUESTS=${requests}\n`);

for (const { implementation, folder } of findImplementations()) {
	const tool = missingTool(implementation);
	if (tool !== undefined) {
		test.skip(`${implementation.id}: not fuzzed, because "${tool}" is not installed`);
		continue;
	}
	describe(implementation.id, () => {
		beforeAll(async () => {
			await buildImplementation(implementation, folder);
		}, SECONDS_TO_BUILD * 1_000);

		for (const subject of subjectsOf(implementation, folder)) {
			test(`${subject.variant} takes ${requests} fuzzed requests (FUZZ_SEED=${seed})`, () =>
				fuzz(subject, { seed, requests, bounded: hasBoundedQueue(subject.variant) }));
		}
	});
}
