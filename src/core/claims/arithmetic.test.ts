import { describe, expect, it } from 'vitest';
import { demand } from './demand.ts';
import { littlesLaw } from './littles-law.ts';
import { ownFigures } from './own-figures.ts';
import { responseSize } from './response-size.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';
import type { TestOf } from './verdict.ts';

describe('demand', () => {
	const test: TestOf<'demand'> = {
		kind: 'demand',
		ratePerSecond: 1000,
		operationsPerRequest: 4_000_000,
		operation: 'divisions',
		cores: 1,
		clockHz: 3.9e9,
		operationsPerCycle: 1,
		source: 'https://example.org',
	};

	it('is impossible when the rate needs more than the processor can do, with or without a run', () => {
		expect(demand(test, noRun)).toEqual({
			verdict: 'impossible',
			reason:
				'1,000 requests a second of 4,000,000 divisions each need 4 thousand million a second; 1 core at 3.9 GHz, granted 1 a cycle, can do 3.9 thousand million. That is 1.03 times too many.',
			figures: [],
		});
	});

	it('is a figure of another machine when the arithmetic allows it, even barely', () => {
		expect(demand({ ...test, clockHz: 4e9 }, noRun).verdict).toBe('other-machine');
		expect(demand({ ...test, cores: 2 }, noRun).reason).toContain('2 cores at 3.9 GHz');
		expect(demand({ ...test, operationsPerCycle: 2 }, noRun).verdict).toBe('other-machine');
	});

	it('has ours beside it where it may be stated', () => {
		const context = sampleContext([sampleRounds('a', [12, 12], 'serverCpuMsPerRequest')], 'dev');
		const ours = sampleMetric('a', { metric: 'serverCpuMsPerRequest' });
		expect(demand({ ...test, ours }, context).figures).toMatchObject([{ value: 12 }]);
		expect(demand({ ...test, ours }, noRun)).toMatchObject({ verdict: 'impossible', figures: [] });
		const rate = sampleMetric('a');
		expect(demand({ ...test, ours: rate }, context).figures).toEqual([]);
	});
});

describe('littlesLaw', () => {
	const test: TestOf<'littles-law'> = {
		kind: 'littles-law',
		users: 100,
		rows: [
			{ label: 'Sound', ratePerSecond: 1000, latencyMs: 95 },
			{ label: 'Broken', ratePerSecond: 24_000, latencyMs: 2 },
		],
		tolerance: 0.1,
	};

	it('fails with the rows that break it, and only those', () => {
		expect(littlesLaw(test, noRun)).toEqual({
			verdict: 'fails',
			reason:
				'Not in flight as stated, by more than 10 %: Broken, 24,000 a second x 2 ms = 48 of 100.',
			figures: [],
		});
	});

	it('breaks above as well as below', () => {
		const above = { label: 'Above', ratePerSecond: 1000, latencyMs: 111 };
		expect(littlesLaw({ ...test, rows: [above] }, noRun).verdict).toBe('fails');
	});

	it('holds within the tolerance, and says by what figures', () => {
		expect(littlesLaw({ ...test, rows: test.rows.slice(0, 1) }, noRun)).toMatchObject({
			verdict: 'holds',
			reason: 'In flight as stated, within 10 %: Sound, 1,000 a second x 95 ms = 95 of 100.',
		});
	});

	it("takes a row's own users before the common ones", () => {
		const rows = [{ label: 'Row', ratePerSecond: 1000, latencyMs: 50, users: 50 }];
		expect(littlesLaw({ ...test, rows }, noRun).verdict).toBe('holds');
	});
});

describe('responseSize', () => {
	const test: TestOf<'response-size'> = {
		kind: 'response-size',
		rows: [
			{ label: 'A', bytesPerSecond: 1_000_000, ratePerSecond: 5000 },
			{ label: 'B', bytesPerSecond: 1_000_000, ratePerSecond: 1000 },
		],
		ours: [
			sampleMetric('a', { metric: 'bytesPerResponse' }),
			sampleMetric('b', { metric: 'bytesPerResponse' }),
		],
		tolerance: 0.25,
	};
	const context = sampleContext(
		[
			sampleRounds('a', [180, 180], 'bytesPerResponse'),
			sampleRounds('b', [220, 220], 'bytesPerResponse'),
		],
		'dev',
	);

	it('fails with the rows that imply another size than any of ours', () => {
		expect(responseSize(test, context)).toMatchObject({
			verdict: 'fails',
			reason:
				'Bandwidth / rate gives, in bytes a response, B 1,000; ours send 180 to 220, head and body.',
			figures: [{ value: 180 }, { value: 220 }],
		});
		const small = [{ label: 'S', bytesPerSecond: 100_000, ratePerSecond: 1000 }];
		expect(responseSize({ ...test, rows: small }, context).verdict).toBe('fails');
	});

	it('holds from the least to the greatest of ours, with the tolerance at both ends', () => {
		const rows = [150, 200, 270].map((bytes) => ({
			label: 'R',
			bytesPerSecond: bytes * 1000,
			ratePerSecond: 1000,
		}));
		expect(responseSize({ ...test, rows }, context).verdict).toBe('holds');
	});

	it('needs a run', () => {
		expect(responseSize(test, noRun).verdict).toBe('not-yet-measured');
	});
});

describe('ownFigures', () => {
	const test: TestOf<'own-figures'> = {
		kind: 'own-figures',
		rows: [
			{ label: 'at 100', numerator: 140, denominator: 100 },
			{ label: 'at 500', numerator: 190, denominator: 100 },
		],
		claimed: [1.3, 1.5],
	};

	it('fails with the rows outside the claimed range', () => {
		expect(ownFigures(test, noRun)).toMatchObject({
			verdict: 'fails',
			reason: 'Its own figures lie outside 1.30 to 1.50: at 500 1.90.',
		});
		const below = [{ label: 'at 1', numerator: 120, denominator: 100 }];
		expect(ownFigures({ ...test, rows: below }, noRun).verdict).toBe('fails');
	});

	it('holds when all lie inside, and takes a figure without denominator as it is', () => {
		expect(ownFigures({ ...test, rows: test.rows.slice(0, 1) }, noRun).verdict).toBe('holds');
		const rows = [{ label: 'rate', numerator: 8900 }];
		expect(ownFigures({ ...test, rows, claimed: [5000, 8000] }, noRun)).toMatchObject({
			verdict: 'fails',
			reason: 'Its own figures lie outside 5,000 to 8,000: rate 8,900.',
		});
	});
});
