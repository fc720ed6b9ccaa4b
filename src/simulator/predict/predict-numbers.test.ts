import { describe, expect, it } from 'vitest';
import { pollaczekKhinchine, processorSharing } from '../truths/theory.ts';
import {
	jobsOf,
	predictNumbers,
	sampleOf,
	SEEDS,
	summarise,
	utilisationOf,
	type Numbers,
} from './predict-numbers.ts';
import { rules, type RuleId } from './rules.ts';

const equal: Numbers = {
	perSecond: 600,
	cpuMs: 1,
	waitMs: 0,
	slowShare: 0,
	slowMs: 100,
	cores: 1,
};
const mixed: Numbers = { ...equal, perSecond: 250, slowShare: 0.01, slowMs: 100 };

function predicted(numbers: Numbers, id: RuleId) {
	const jobs = jobsOf(numbers).filter(({ rule }) => rule.id === id);
	const samples = jobs.map((job) => sampleOf(numbers, job));
	const prediction = summarise(numbers, samples).find(({ rule }) => rule.id === id);
	if (prediction === undefined) throw new Error(`Nothing is said of ${id}.`);
	return prediction;
}

/** Within 3 %, or within the range of the seeds where chance does more. */
function expectMean(numbers: Numbers, id: RuleId, theory: number): void {
	const mean = predicted(numbers, id).quick?.mean;
	expect(mean?.low).toBeLessThanOrEqual(1.03 * theory);
	expect(mean?.high).toBeGreaterThanOrEqual(0.97 * theory);
	expect(Math.abs((mean?.median ?? NaN) / theory - 1)).toBeLessThan(0.1);
}

describe('a prediction of a reader’s numbers', () => {
	it('has the mean of a line of equal requests (Pollaczek and Khinchine)', () => {
		expectMean(equal, 'loop', pollaczekKhinchine(0.6, 1));
	});

	it('has the wait behind long requests, which is the same for quick ones (M/G/1)', () => {
		const secondMoment = 0.99 * 1 + 0.01 * 101 ** 2;
		const busy = utilisationOf(mixed, rules[0] as (typeof rules)[number]);
		expect(busy).toBeCloseTo(0.5, 9);
		expectMean(mixed, 'loop', 1 + (0.25 * secondMoment) / (2 * (1 - busy)));
	});

	it('shares a core as theory does: what a quick request needs, over what is idle (M/G/1-PS)', () => {
		expectMean(mixed, 'sharing', processorSharing(0.5, 1));
	});

	it('adds a wait as it is where hardly anybody computes, however long it is', () => {
		const idle = { ...equal, perSecond: 10, waitMs: 20 };
		for (const { quick } of predictNumbers(idle)) expect(quick?.mean.median).toBeCloseTo(21, 1);
		const long = predicted({ ...idle, waitMs: 200_000 }, 'loop');
		expect(long.quick?.mean.median).toBeCloseTo(200_001, 1);
	});

	it('brings a request twice to the line where it waits in between', () => {
		const theory = 20 + pollaczekKhinchine(0.6, 1);
		const mean = predicted({ ...equal, waitMs: 20 }, 'loop').quick?.mean.median ?? NaN;
		// Two lines of halves, whose arrivals are nearly as independent: at most what the halves alone would wait less.
		expect(mean).toBeLessThan(theory);
		expect(mean).toBeGreaterThan(20 + 1 + (pollaczekKhinchine(0.6, 1) - 1) / 2);
	});

	it('has no times beyond a rule’s capacity, and those of the others', () => {
		const twoCores = { ...mixed, perSecond: 600, cores: 2 };
		const loop = predicted(twoCores, 'loop');
		expect(loop.utilisation).toBeCloseTo(1.2, 9);
		expect(loop.quick).toBeUndefined();
		expect(predicted(twoCores, 'loop-pool').utilisation).toBeCloseTo(0.6, 9);
		expect(predicted(twoCores, 'slices').quick?.p99.median).toBeGreaterThan(1);
		expect(jobsOf(twoCores)).toHaveLength((rules.length - 1) * SEEDS);
		expect(jobsOf({ ...mixed, perSecond: 1e6 })).toEqual([]);
	});

	it('tells the rules apart, and what sparing the quick costs the slow', () => {
		const twoCores = { ...mixed, perSecond: 400, slowShare: 0.02, cores: 2 };
		const p99 = (id: RuleId) => predicted(twoCores, id).quick?.p99.median ?? NaN;
		const slow = (id: RuleId) => predicted(twoCores, id).slowP50?.median ?? NaN;
		expect(p99('stealing-blocking')).toBeLessThan(p99('slices'));
		expect(p99('slices')).toBeLessThan(p99('stealing'));
		expect(slow('slices')).toBeGreaterThan(slow('stealing'));
		expect(predicted(equal, 'loop').slowP50, 'nobody is slow').toBeUndefined();
	});

	it('is the same each time', () => {
		expect(predictNumbers(mixed)).toEqual(predictNumbers(mixed));
	});
});
