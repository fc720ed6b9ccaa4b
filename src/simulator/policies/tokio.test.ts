import { describe, expect, test } from 'vitest';
import { answeredMs, cpu, pool, type Given } from './given.ts';
import { tokioRuntime } from './tokio.ts';

describe('Tokio', () => {
	const two = { cores: 2, threads: 2 };

	test('does not look at the network while the worker that would is busy, and the other sleeps', () => {
		expect(
			answeredMs(
				[
					[0, cpu(100)],
					[10, cpu(1)],
				],
				tokioRuntime(2, 0),
				two,
			),
		).toEqual([100, 101]);
	});

	test('wakes the other worker where two tasks come at once', () => {
		// Both came while worker 1 had its task; the slot's runs on it, and the other is stolen.
		const given: Given = [
			[0, cpu(10)],
			[1, cpu(50)],
			[2, cpu(50)],
		];
		expect(answeredMs(given, tokioRuntime(2, 0), two)).toEqual([10, 60, 60]);
	});

	test('runs the task woken last first', () => {
		const given: Given = [
			[0, cpu(10)],
			[1, cpu(1)],
			[2, cpu(1)],
			[3, cpu(1)],
		];
		const one = { cores: 1, threads: 1 };
		expect(answeredMs(given, tokioRuntime(1, 0), one)).toEqual([10, 12, 13, 11]);
	});

	test('gives the LIFO slot three turns, then the queue its own', () => {
		const handingOver = Array.from({ length: 8 }, () => cpu(1));
		const given: Given = [
			[0, cpu(10)],
			[1, cpu(1)],
			[2, ...handingOver],
		];
		const one = { cores: 1, threads: 1 };
		// The one that hands over is woken last, runs once and three times more, and then lets the other in.
		expect(answeredMs(given, tokioRuntime(1, 0), one)[1]).toBe(15);
	});

	test('makes a task yield after 128 operations, and one that only computes never', () => {
		const one = { cores: 1, threads: 1 };
		const counted = answeredMs(
			[
				[0, cpu(100, 1280)],
				[1, cpu(1)],
			],
			tokioRuntime(1, 0),
			one,
		);
		expect(counted[1]).toBeLessThan(22);
		const computing = answeredMs(
			[
				[0, cpu(100)],
				[1, cpu(1)],
			],
			tokioRuntime(1, 0),
			one,
		);
		expect(computing).toEqual([100, 101]);
	});

	test('has other threads for what blocks, which share the cores', () => {
		const given: Given = [
			[0, cpu(1), pool(100), cpu(1)],
			[10, cpu(1)],
		];
		const threads = { cores: 2, threads: 6 };
		expect(answeredMs(given, tokioRuntime(2, 4), threads)).toEqual([102, 11]);
		expect(answeredMs(given, tokioRuntime(1, 4), { cores: 1, threads: 5 })[1]).toBe(12);
	});
});
