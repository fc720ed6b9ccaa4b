import { expect, it } from 'vitest';
import { ratioOfPaired } from '../statistics/paired-ratio.ts';
import { detectableRatio } from './detectable-ratio.ts';

const ratio = ratioOfPaired([1, 1.1, 1.05, 1.2, 1, 1.1], [1, 1, 1.1, 1.1, 1.05, 1]);
const floor = { pairs: 6, statistic: 'maximum' } as const;

it('is that of the interval where no floor stands in the way', () => {
	expect(detectableRatio(ratio)).toBeCloseTo(ratio.detectableRatio, 10);
	expect(detectableRatio(ratio, { ...floor, ratio: 1 })).toBeCloseTo(ratio.detectableRatio, 10);
});

it('lies beyond the floor where the rounds scatter less than the twins', () => {
	const calm = ratioOfPaired([1, 1.001, 1, 1.001], [1, 1, 1, 1]);
	expect(detectableRatio(calm, { ...floor, ratio: 1.1 })).toBeCloseTo(1.1, 2);
	expect(detectableRatio(ratio, { ...floor, ratio: 1.3 })).toBeGreaterThan(ratio.detectableRatio);
});

it('is the floor itself where nothing varies', () => {
	const still = ratioOfPaired([2, 2], [1, 1]);
	expect(detectableRatio(still, { ...floor, ratio: 1.1 })).toBeCloseTo(1.1, 12);
	expect(detectableRatio(still)).toBe(1);
});
