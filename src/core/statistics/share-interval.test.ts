import { describe, expect, it } from 'vitest';
import { shareInterval } from './share-interval.ts';

describe('shareInterval', () => {
	it("agrees with R's binom.test(7, 20): 0.1539092 to 0.5921885", () => {
		const estimate = shareInterval(7, 20);
		expect(estimate?.share).toBe(0.35);
		expect(estimate?.low).toBeCloseTo(0.1539092, 6);
		expect(estimate?.high).toBeCloseTo(0.5921885, 6);
	});

	it('reaches the end where nothing or everything happened', () => {
		// 1 - 0.025^(1/18).
		expect(shareInterval(0, 18)).toMatchObject({ share: 0, low: 0 });
		expect(shareInterval(0, 18)?.high).toBeCloseTo(1 - 0.025 ** (1 / 18), 10);
		expect(shareInterval(18, 18)?.low).toBeCloseTo(0.025 ** (1 / 18), 10);
		expect(shareInterval(18, 18)?.high).toBe(1);
	});

	it('is absent without trials', () => {
		expect(shareInterval(0, 0)).toBeUndefined();
	});
});
