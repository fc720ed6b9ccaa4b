import { expect, test } from 'vitest';
import { arrivals, END_MS, EXAMPLE_MS, hasRoom, LONGS_MAX } from './arrivals.ts';
import { rules } from './rules.ts';
import { schedule } from './schedule.ts';

const [first, second] = EXAMPLE_MS;

test('everybody is answered before the picture ends, with the example and with the last request that has room', () => {
	expect(hasRoom([], first)).toBe(true);
	expect(hasRoom([first], second)).toBe(true);
	const times = Array.from({ length: END_MS }, (_, atMs) => atMs);
	const last = times.findLast((atMs) => hasRoom([first], atMs));
	for (const sent of [EXAMPLE_MS, [first, last ?? END_MS]]) {
		for (const { policy } of rules) {
			const ends = schedule(arrivals(sent), policy).map(({ toMs }) => toMs);
			expect(Math.max(...ends)).toBeLessThanOrEqual(END_MS);
		}
	}
});

test('after as many as the lane has rows for there is no room, whenever they come', () => {
	const times = Array.from({ length: END_MS }, (_, atMs) => atMs);
	for (const atMs of times.filter((one) => one >= first && hasRoom([first], one))) {
		const third = times.filter((one) => one >= atMs && hasRoom([first, atMs], one));
		expect(third).toEqual([]);
	}
	expect(LONGS_MAX).toBe(2);
});

test('what is sent later changes nothing of what was drawn before it', () => {
	for (const { policy } of rules) {
		for (const atMs of [31, 74, 120]) {
			const before = schedule(arrivals([first]), policy);
			const after = schedule(arrivals([first, atMs]), policy);
			const past = (stretches: typeof before) => stretches.filter(({ fromMs }) => fromMs < atMs);
			expect(past(after)).toEqual(past(before));
		}
	}
});
