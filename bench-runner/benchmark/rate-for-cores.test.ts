import { describe, expect, it } from 'vitest';
import { rateForCores } from './rate-for-cores.ts';

/** Cores busy at a rate, for generators whose requests cost alike, less in company, or more. */
const costs: [name: string, cores: (rate: number) => number, truth: number][] = [
	['alike', (rate) => rate / 100_000, 80_000],
	['less the more there are', (rate) => Math.min(1, Math.sqrt(rate / 200_000)), 128_000],
	['more the more there are', (rate) => Math.min(1, (rate / 150_000) ** 3), 139_248],
];

describe('rateForCores', () => {
	it.each(costs)('finds four fifths of a core where requests cost %s', async (_, cores, truth) => {
		const rate = await rateForCores(0.8, 200_000, async (asked) => cores(asked));
		expect(Math.abs(cores(rate) - 0.8)).toBeLessThanOrEqual(0.02);
		expect(Math.abs(rate / truth - 1)).toBeLessThan(0.06);
	});

	it('stops asking, and answers with the nearest, where the cost jumps past the target', async () => {
		let asked = 0;
		const rate = await rateForCores(0.8, 100_000, async (one) => {
			asked++;
			return one > 50_000 ? 1 : 0.5;
		});
		expect(asked).toBeLessThanOrEqual(8);
		expect(rate).toBeGreaterThan(0);
	});
});
