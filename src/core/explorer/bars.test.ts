import { expect, it } from 'vitest';
import { histogramOf } from '../statistics/histogram-of.ts';
import { bars } from './bars.ts';

it('gathers a histogram into bars of equal ratio, which hold every request', () => {
	const histogram = histogramOf([
		...new Array<number>(90).fill(1000),
		...new Array<number>(10).fill(100_000),
	]);
	const drawn = bars(histogram, 1);
	expect(drawn.map(({ share }) => share)).toEqual([0.9, 0.1]);
	expect(drawn[0]).toMatchObject({ fromUs: 1000, toUs: 10_000 });
	expect(bars(histogram).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

it('puts what took less than a microsecond into the first bar, and draws nothing of nothing', () => {
	expect(bars(histogramOf([0, 1]), 1)).toEqual([{ fromUs: 1, toUs: 10, share: 1 }]);
	expect(bars(histogramOf([]))).toEqual([]);
});
