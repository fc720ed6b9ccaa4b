import { expect, it } from 'vitest';
import { quickEven } from './quick-random.ts';

it('is even over sixteenths, also of pairs of neighbours', () => {
	const next = quickEven(5);
	const single = new Array<number>(16).fill(0);
	const pairs = new Array<number>(16).fill(0);
	for (let draw = 0; draw < 32_000; draw++) {
		const [first, second] = [next(), next()];
		count(single, Math.floor(first * 16));
		count(pairs, Math.floor(first * 4) * 4 + Math.floor(second * 4));
	}
	// 2,000 are expected in each; five standard deviations are 217.
	for (const found of [...single, ...pairs]) expect(Math.abs(found - 2000)).toBeLessThan(217);
});

it('gives the same numbers for the same seed alone', () => {
	const draw = (seed: number) => Array.from({ length: 5 }, quickEven(seed));
	expect(draw(7)).toEqual(draw(7));
	expect(draw(7)).not.toEqual(draw(8));
	expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
});

function count(cells: number[], index: number): void {
	cells[index] = (cells[index] as number) + 1;
}
