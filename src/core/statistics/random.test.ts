import { describe, expect, it } from 'vitest';
import { shuffle, splitMix64, uniform } from './random.ts';

describe('splitMix64', () => {
	it('gives the published stream of seed 1234567', () => {
		// https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
		const next = splitMix64(1234567);
		expect([next(), next(), next(), next(), next()]).toEqual([
			6457827717110365317n,
			3203168211198807973n,
			9817491932198370423n,
			4593380528125082431n,
			16408922859458223821n,
		]);
	});

	it('gives numbers spread evenly over [0, 1)', () => {
		const next = splitMix64(1);
		const tenths = new Array<number>(10).fill(0);
		for (let draw = 0; draw < 20_000; draw++) {
			const tenth = Math.floor(uniform(next) * 10);
			tenths[tenth] = (tenths[tenth] as number) + 1;
		}
		// 2,000 are expected in each; five standard deviations are 212.
		for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(212);
	});
});

describe('shuffle', () => {
	it('keeps every value once and leaves its input alone', () => {
		const values = ['a', 'b', 'c', 'd', 'e', 'f'];
		const shuffled = shuffle(values, splitMix64(7));
		expect(shuffled).not.toEqual(values);
		expect(shuffled.toSorted()).toEqual(values);
		expect(values).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
	});

	it('gives one order for one seed, and another for another', () => {
		const values = Array.from({ length: 20 }, (_, index) => index);
		expect(shuffle(values, splitMix64(42))).toEqual(shuffle(values, splitMix64(42)));
		expect(shuffle(values, splitMix64(42))).not.toEqual(shuffle(values, splitMix64(43)));
	});

	it('never changes the order that a published seed stands for', () => {
		expect(shuffle(['a', 'b', 'c', 'd', 'e'], splitMix64(2026)).join('')).toBe('daceb');
	});

	it('finds all orders equally likely', () => {
		const next = splitMix64(3);
		const counts = new Map<string, number>();
		for (let draw = 0; draw < 12_000; draw++) {
			const order = shuffle(['a', 'b', 'c'], next).join('');
			counts.set(order, (counts.get(order) ?? 0) + 1);
		}
		expect(counts.size).toBe(6);
		// 2,000 are expected of each; five standard deviations are 204.
		for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(204);
	});
});
