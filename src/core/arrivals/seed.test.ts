import { describe, expect, it } from 'vitest';
import { arrivalSeed } from './seed.ts';

describe('arrivalSeed', () => {
	const rounds = [1, 2, 3, 4, 5, 6, 7];

	it('is the same for every subject of a round, so for the same run, round and load', () => {
		expect(arrivalSeed(7, 1, 'rate-500')).toBe(arrivalSeed(7, 1, 'rate-500'));
	});

	it.each(['rate-500', 'a-load-with-a-name-longer-than-the-digits-of-a-double'])(
		'differs with the run, the round and the load: %s',
		(load) => {
			const seeds = rounds.flatMap((round) => [
				arrivalSeed(7, round, load),
				arrivalSeed(8, round, load),
			]);
			expect(new Set([...seeds, arrivalSeed(7, 1, `${load}b`)]).size).toBe(2 * rounds.length + 1);
		},
	);

	it('is a whole number that JSON and pacer hold exactly', () => {
		for (const round of rounds) {
			const seed = arrivalSeed(1_763_700_000, round, 'rate-500');
			expect(Number.isSafeInteger(seed) && seed >= 0).toBe(true);
		}
	});
});
