import { expect, it } from 'vitest';
import { judgeInterval } from './judge-interval.ts';

it.each([
	[1, 2, 'holds'],
	[1.2, 1.8, 'holds'],
	[0.9, 1.5, 'inconclusive'],
	[1.5, 2.1, 'inconclusive'],
	[0.5, 3, 'inconclusive'],
	[0.5, 1, 'inconclusive'],
	[2, 2.5, 'inconclusive'],
	[0.5, 0.9, 'fails'],
	[2.1, 2.5, 'fails'],
])('judges the interval %f to %f against 1 to 2: %s', (low, high, verdict) => {
	expect(judgeInterval({ low, high }, [1, 2])).toBe(verdict);
});
