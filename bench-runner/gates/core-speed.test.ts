import { describe, expect, it } from 'vitest';
import type { CoreSpeed } from '../probes/core-speed.ts';
import { isBesideNeighbour, slowdownOf, slowedCount, slowedReadings } from './core-speed.ts';

const undisturbed: CoreSpeed = { dividerNs: 1_100_000, issueSlotsNs: 1_000_000, cacheNs: 600_000 };
/** A neighbour on the same physical core takes issue slots, and leaves the divider alone. */
const beside: CoreSpeed = { ...undisturbed, issueSlotsNs: 1_600_000 };

function many(count: number, one: CoreSpeed): CoreSpeed[] {
	return Array.from({ length: count }, () => one);
}

describe('slowdownOf', () => {
	it('sees the computation that slowed most, before or after the window', () => {
		const run = [...many(20, undisturbed), beside];
		for (const window of [
			[undisturbed, beside],
			[beside, undisturbed],
		]) {
			const slowdown = slowdownOf(window, run);
			expect(slowdown?.computation).toBe('issueSlotsNs');
			expect(slowdown?.share).toBeCloseTo(0.6);
		}
		expect(slowdownOf([undisturbed, undisturbed], run)?.share).toBe(0);
	});

	it.each([50, 80])('finds the slow windows of a run that is undisturbed for %i %%', (fast) => {
		const run = [...many(fast, undisturbed), ...many(100 - fast, beside)];
		expect(slowdownOf([beside, beside], run)?.share).toBeCloseTo(0.6);
		expect(slowdownOf([undisturbed, undisturbed], run)?.share).toBe(0);
	});

	it('is not led by one reading at a higher clock', () => {
		const boosted = { dividerNs: 990_000, issueSlotsNs: 900_000, cacheNs: 540_000 };
		const run = [boosted, ...many(40, undisturbed)];
		expect(slowdownOf([undisturbed, undisturbed], run)?.share).toBe(0);
	});

	it('refuses nothing where the neighbour is the rule', () => {
		const run = [...many(49, undisturbed), ...many(51, beside)];
		expect(slowdownOf([beside, beside], run)).toBeUndefined();
		expect(slowdownOf([beside, beside], [...run, ...many(2, undisturbed)])?.share).toBeCloseTo(0.6);
	});

	it('says nothing where nothing was read', () => {
		expect(slowdownOf([], [])).toBeUndefined();
	});
});

describe('a run beside a neighbour', () => {
	const quiet = many(100, undisturbed);
	const shared = [...many(40, undisturbed), ...many(60, beside)];

	it('counts the readings that a window could not begin with', () => {
		expect(slowedCount([...many(9, undisturbed), { ...undisturbed, dividerNs: 1_150_000 }])).toBe(
			0,
		);
		expect(slowedCount([...many(9, undisturbed), { ...undisturbed, cacheNs: 640_000 }])).toBe(1);
		expect(slowedCount([])).toBe(0);
	});

	it('is one of which more than half of the readings are slowed', () => {
		expect([quiet, shared, []].map(isBesideNeighbour)).toEqual([false, true, false]);
	});

	it('is described by the core tracks that are', () => {
		expect(slowedReadings([quiet, shared])).toEqual({ count: 60, of: 100 });
		expect(slowedReadings([shared, shared])).toEqual({ count: 120, of: 200 });
		expect(slowedReadings([quiet])).toBeUndefined();
	});
});
