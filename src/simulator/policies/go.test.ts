import { describe, expect, test } from 'vitest';
import { happened } from '../log.ts';
import type { Outcome } from '../simulate.ts';
import { answeredMs, cpu, runGiven, type Given } from './given.ts';
import { goScheduler } from './go.ts';

describe('Go', () => {
	const one = { cores: 1, threads: 1 };

	test('sets aside after 10 ms, at the next look of a monitor that may just have looked', () => {
		const { log } = runGiven(
			[
				[0, cpu(100)],
				[1, cpu(1)],
			],
			goScheduler(1),
			one,
		);
		const slices = stretchesOf(log, 0);
		const whole = slices.slice(0, -1);
		expect(whole.length).toBeGreaterThan(3);
		for (const ms of whole) {
			expect(ms).toBeGreaterThanOrEqual(10);
			expect(ms).toBeLessThan(20.2);
		}
	});

	test('looks at the network within 10 ms more when every P is busy', () => {
		const [, short = NaN] = answeredMs(
			[
				[0, cpu(100)],
				[1, cpu(1)],
			],
			goScheduler(1),
			one,
		);
		expect(short).toBeGreaterThan(10);
		expect(short).toBeLessThan(42);
	});

	test('runs what a goroutine readied next, on the same P and in its slice', () => {
		const given: Given = [
			[0, cpu(1), cpu(1)],
			[0.5, cpu(1)],
		];
		expect(answeredMs(given, goScheduler(1), one)).toEqual([2, 3]);
	});

	test('lets an idle P steal from a busy one', () => {
		// P0 polls three when it is free at 10, keeps one to run, and P1 wakes for the others.
		const given: Given = [
			[0, cpu(10)],
			[0, cpu(10)],
			[1, cpu(5)],
			[1, cpu(5)],
			[1, cpu(5)],
		];
		const answered = answeredMs(given, goScheduler(2), { cores: 2, threads: 2 });
		expect(Math.max(...answered)).toBe(20);
	});
});

function stretchesOf(log: Outcome['log'], request: number): number[] {
	const lengths: number[] = [];
	let from = NaN;
	for (let event = 0; event < log.events; event++) {
		if (log.request[event] !== request) continue;
		const atMs = log.atMs[event] ?? NaN;
		if (log.what[event] === happened.started) from = atMs;
		if (log.what[event] === happened.stopped || log.what[event] === happened.phaseOver) {
			lengths.push(atMs - from);
		}
	}
	return lengths;
}
