import { describe, expect, it } from 'vitest';
import { arrivalsMs } from './timetable.ts';

const asked = { kind: 'poisson', ratePerSecond: 1000, seconds: 0.2, seed: 42 } as const;

describe('arrivalsMs', () => {
	it('has the arrivals that pacer wrote into its record for the same seed', () => {
		const arrivals = arrivalsMs(asked);
		expect(arrivals).toHaveLength(194);
		expect(arrivals.slice(0, 11)).toEqual([
			2.962931, 3.136849, 4.179025, 4.370904, 5.219177, 5.812828, 9.133123, 10.167414, 10.343415,
			12.236953, 12.576568,
		]);
		expect(arrivalsMs({ ...asked, seed: 7 }).slice(0, 3)).toEqual([3.019417, 4.265216, 4.916289]);
	});

	it('spaces even arrivals without drift', () => {
		const arrivals = arrivalsMs({ ...asked, kind: 'uniform', ratePerSecond: 3 });
		expect(arrivalsMs({ ...asked, kind: 'uniform' })).toHaveLength(200);
		expect(arrivals).toEqual([0]);
		const long = arrivalsMs({ kind: 'uniform', ratePerSecond: 3, seconds: 1000, seed: 1 });
		expect(long.at(-1)).toBe(999_666.666667);
	});

	it('is Poisson: mean and variance of the counts in a millisecond are one', () => {
		const arrivals = arrivalsMs({ ...asked, seconds: 20 });
		const counts = new Array<number>(20_000).fill(0);
		for (const at of arrivals) counts[Math.floor(at)] = 1 + (counts[Math.floor(at)] as number);
		const mean = arrivals.length / counts.length;
		const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
		expect(mean).toBeCloseTo(1, 1);
		expect(variance / mean).toBeCloseTo(1, 1);
	});
});
