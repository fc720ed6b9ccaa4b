import { describe, expect, it } from 'vitest';
import type { GeneratorId } from '../schemas/generator.ts';
import type { ClosedWindow, MemoryWindow, TruthWindow } from '../schemas/instrument.ts';
import { cpuComparisons } from './cpu-comparisons.ts';
import { memoryFigures } from './memory-figures.ts';
import { truthFigures } from './truth-figures.ts';

const closed = (round: number, generator: GeneratorId, cpuUsPerAnswer: number): ClosedWindow => ({
	round,
	generator,
	connections: 16,
	seconds: 1,
	answers: 1000,
	errors: 0,
	cpuUsPerAnswer,
	coresUsed: 1,
});

describe('cpuComparisons', () => {
	it('pairs the rounds, so that what a round shares cancels', () => {
		const windows = [1, 2, 4].flatMap((slow, index) => [
			closed(index + 1, 'wrk', 5 * slow),
			closed(index + 1, 'pacer', 5.2 * slow * (1 + index / 1000)),
		]);
		const [comparison, ...others] = cpuComparisons(windows);
		expect(others).toEqual([]);
		expect(comparison).toMatchObject({ other: 'wrk', connections: 16, estimate: { rounds: 3 } });
		expect(comparison?.estimate.ratio).toBeCloseTo(1.041, 3);
		expect(comparison?.aim).toEqual({ highAtMost: 1.1, isMet: true });
	});

	it('misses an aim with the upper end of the interval, not with the ratio', () => {
		const windows = [0.3, 0.6].flatMap((ratio, index) => [
			closed(index + 1, 'oha', 10),
			closed(index + 1, 'pacer', 10 * ratio),
		]);
		const [comparison] = cpuComparisons(windows);
		expect(comparison?.estimate.ratio).toBeLessThan(0.5);
		expect(comparison?.aim?.isMet).toBe(false);
	});

	it('leaves out a round that one of the two lacks, and a pair with fewer than two', () => {
		const windows = [closed(1, 'pacer', 5), closed(1, 'wrk', 5), closed(2, 'pacer', 5)];
		expect(cpuComparisons(windows)).toEqual([]);
	});
});

describe('memoryFigures', () => {
	const window = (connections: number, rssBytesMax: number): MemoryWindow => ({
		round: 1,
		generator: 'wrk',
		connections,
		answers: 1,
		errors: 0,
		rssBytesMax,
	});

	it('takes the slope of the medians', () => {
		const windows = [
			window(16, 1e6),
			window(10_016, 11e6),
			window(10_016, 12e6),
			window(10_016, 31e6),
		];
		expect(memoryFigures(windows)).toEqual([
			{ generator: 'wrk', connections: 10_016, rssBytesMax: 12e6, bytesPerConnection: 1100 },
		]);
	});

	it('knows no slope of one number of connections', () => {
		expect(memoryFigures([window(16, 1e6)])).toEqual([
			{ generator: 'wrk', connections: 16, rssBytesMax: 1e6 },
		]);
	});
});

describe('truthFigures', () => {
	const all = (ms: number) => ({
		...{ mean: ms, p50: ms, p90: ms, p95: ms, p99: ms, p999: ms, max: ms },
	});
	const window = (round: number, happened: number, reported: number): TruthWindow => ({
		round,
		variant: 'delay-1ms',
		parameters: { delayUs: 1000, stallMs: 0, stallEveryMs: 0, stallAtMs: 0 },
		connections: 1,
		ratePerSecond: 1,
		seconds: 1,
		answers: 1,
		errors: 0,
		truth: all(1),
		happened: all(happened),
		reported: all(reported),
	});

	it('is off by what was reported less what happened, in each round', () => {
		const [mean, ...others] = truthFigures([
			window(1, 2, 2.5),
			window(2, 3, 3.25),
			window(3, 9, 7),
		]);
		expect(others).toHaveLength(6);
		expect(mean).toEqual({
			variant: 'delay-1ms',
			statistic: 'mean',
			truthMs: 1,
			happenedMs: 3,
			reportedMs: 3.25,
			offByMs: 0.25,
			offByMsFurthest: -2,
			rounds: 3,
		});
	});
});
