import { describe, expect, test } from 'vitest';
import { cluster } from './cluster.ts';
import { answeredMs, cpu, pool, wait, type Given } from './given.ts';
import { idealSharing } from './ideal-sharing.ts';
import { loop } from './loop.ts';
import { loopWithPool } from './loop-with-pool.ts';
import { sharedQueue } from './shared-queue.ts';

describe('the event loop', () => {
	const options = { cores: 4, threads: 5 };

	test('runs a callback to its end', () => {
		expect(
			answeredMs(
				[
					[0, cpu(100)],
					[10, cpu(1)],
				],
				loop(),
				options,
			),
		).toEqual([100, 101]);
	});

	test('takes timers after what it polled, though they expired before', () => {
		// The timer expires at 11 and the socket is ready at 20; both find the loop busy until 50.
		const given: Given = [
			[0, cpu(1), wait(10), cpu(1)],
			[5, cpu(45)],
			[20, cpu(1)],
		];
		expect(answeredMs(given, loop(), options)).toEqual([51, 50, 52]);
		// When it looks again it has just polled, so the timers' turn comes first; with a batch it does not.
		const batch: Given = [
			[0, cpu(30)],
			[1, cpu(1), wait(5), cpu(1)],
			[2, cpu(10)],
			[3, cpu(1)],
		];
		expect(answeredMs(batch, loop(), options)).toEqual([30, 43, 41, 42]);
	});

	test('runs what a promise brings before the next callback', () => {
		expect(
			answeredMs(
				[
					[0, cpu(1), cpu(1)],
					[0.5, cpu(1)],
				],
				loop(),
				options,
			),
		).toEqual([2, 3]);
	});

	test('has four threads behind it: the fifth hash waits for the first', () => {
		const hashes: Given = Array.from({ length: 5 }, () => [0, pool(10)]);
		expect(answeredMs(hashes, loopWithPool(), { cores: 8, threads: 5 })).toEqual([
			10, 10, 10, 10, 20,
		]);
		expect(answeredMs(hashes, loopWithPool(2), { cores: 8, threads: 3 })).toEqual([
			10, 10, 20, 20, 30,
		]);
	});

	test('takes a result of the pool only when it is back at the poll', () => {
		const given: Given = [
			[0, cpu(1), pool(5), cpu(1)],
			[2, cpu(50)],
		];
		expect(answeredMs(given, loopWithPool(), options)).toEqual([53, 52]);
	});

	test('keeps a connection in its process, though another is idle', () => {
		const given: Given = [
			[0, cpu(10)],
			[1, cpu(1)],
		];
		expect(answeredMs(given, cluster(2), { cores: 2, threads: 10 })).toEqual([10, 11]);
		expect(answeredMs(given, sharedQueue(2), { cores: 2, threads: 2 })).toEqual([10, 2]);
	});
});

test('ideal sharing gives each an even share of the cores', () => {
	const given: Given = [
		[0, cpu(10)],
		[0, cpu(10)],
		[0, cpu(2)],
	];
	const options = { cores: 1, threads: 3 };
	// All three until 6, when the short one has had its 2; then two share what is left.
	expect(answeredMs(given, idealSharing(3), options)).toEqual([22, 22, 6]);
});
