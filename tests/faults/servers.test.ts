import { describe, expect, test } from 'vitest';
import { faultyRepository, type ServerFault } from './repository.ts';
import { bench, hasLock, leftBehind, publishedRun, smoke } from './runner.ts';

const faults: readonly ServerFault[] = [
	'good',
	'ends-at-once',
	'wrong-answers',
	'ends-when-asked',
	'port-taken',
	'dies-in-warm-up',
	'dies-under-load',
];

test('x', async () => {
	const repository = faultyRepository(faults, {
		subjects: [
			...faults.map((fault) => ({ id: `go/server:${fault}`, tracks: ['1' as const] })),
			{ id: 'go/broken:good', tracks: ['1'] },
		],
	});
	const t = performance.now();
	const { code, output } = await bench(repository, smoke);
	console.log(output, code, performance.now() - t);
	console.log(publishedRun(repository).failures, publishedRun(repository).trials);
	expect(await leftBehind(repository)).toEqual([]);
	expect(hasLock(repository)).toBe(false);
}, 60000);
