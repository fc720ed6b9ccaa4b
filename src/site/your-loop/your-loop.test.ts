import { describe, expect, it } from 'vitest';
import { checksumOf, compute } from './compute.ts';
import {
	clockStepOf,
	discarded,
	interleaved,
	stepsFor,
	summaryOf,
	type Sample,
} from './samples.ts';
import { findingOfSweep, findingOfWays, timesOne } from './tell.ts';
import type { Way } from './ways.ts';

const sample = <Of>(of: Of, tookMs: number, lagMs: number, hidden = false): Sample<Of> => ({
	of,
	tookMs,
	lagMs,
	hidden,
});

describe('the task', () => {
	it('is that of the servers: a unit is 1,000 steps', () => {
		// content/workloads/work.yaml, u50.
		expect(checksumOf(compute(50_000))).toBe(3_936_722_372);
	});

	it('comes to the same where it is cut up', () => {
		expect(compute(600, compute(400))).toBe(compute(1000));
	});
});

describe('samples', () => {
	it('come by turns: each once a round, not always in the same order', () => {
		const plan = interleaved(['a', 'b', 'c'], 6, 1);
		const rounds = Array.from({ length: 6 }, (_, round) => plan.slice(3 * round, 3 * round + 3));
		for (const round of rounds) expect(round.toSorted()).toEqual(['a', 'b', 'c']);
		expect(new Set(rounds.map((round) => round.join(''))).size).toBeGreaterThan(1);
	});

	it('do not count where the tab was hidden meanwhile, or where they are shorter than 100 ms', () => {
		const samples: Sample<Way>[] = [
			sample('block', 200, 190),
			sample('block', 200, 1000, true),
			sample('block', 90, 80),
			sample('block', 220, 210),
		];
		expect(summaryOf(samples, 'block')).toEqual({
			tookMs: [200, 220],
			lagMs: [190, 210],
			tookMsMedian: 210,
			lagMsMedian: 200,
		});
		expect(discarded(samples)).toBe(2);
		expect(summaryOf(samples, 'worker')).toBeUndefined();
		expect(findingOfWays(samples)).toBe(
			'The probe came late by 200 ms in one go (medians of what counts). 2 samples were discarded: the tab was hidden, or the task too short.',
		);
		expect(findingOfWays([sample('block', 200, 1, true)])).toContain('No sample counts. 1 sample');
	});

	it('are as long as is wanted on this device', () => {
		expect(stepsFor(200, { steps: 1000, tookMs: 50 })).toBe(4000);
		expect(Number.isFinite(stepsFor(200, { steps: 1000, tookMs: 0 }))).toBe(true);
	});
});

describe('workers', () => {
	const samples = [
		...[1, 1, 1].map((count) => sample(count, 200, 1)),
		...[2, 2].map((count) => sample(count, 210, 1)),
		...[3, 3].map((count) => sample(count, 310, 1)),
	];

	it('are compared by what they do in the time of one', () => {
		expect(timesOne(samples, 2)?.[0]).toBeCloseTo(1.905, 3);
		expect(timesOne(samples.slice(3), 2)).toBeUndefined();
	});

	it('are enough where more do no more', () => {
		expect(findingOfSweep(samples, 3, 2)).toBe(
			'2 workers do 1.9 times as much as one, and more of them hardly more; this browser speaks of 2 processors.',
		);
		expect(findingOfSweep([], 3, 2)).toBe('No sample counts.');
	});

	it('are told by what they do themselves, not by the best', () => {
		const growing = [sample(1, 200, 1), sample(2, 200, 1), sample(3, 167, 1), sample(4, 205, 1)];
		expect(findingOfSweep(growing, 4, 4)).toMatch(
			/^3 workers do 3\.6 times as much as one, and more/,
		);
		expect(findingOfSweep(growing.slice(0, 2), 4, 4)).toMatch(
			/^2 workers do 2 times as much as one; this/,
		);
	});
});

describe('the clock', () => {
	it('has the step by which it moves least', () => {
		expect(clockStepOf([1, 1, 1.1, 1.1, 1.3])).toBeCloseTo(0.1, 9);
		expect(clockStepOf([1, 1])).toBeUndefined();
	});
});
