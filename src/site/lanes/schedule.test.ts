import { describe, expect, test } from 'vitest';
import { schedule, waitMs, type Request } from './schedule.ts';

const long: Request = { id: 'long', atMs: 0, needsMs: 100 };
const short: Request = { id: 'short', atMs: 10, needsMs: 5 };

describe('schedule', () => {
	test('run to completion on one core: the short request waits for the whole long one', () => {
		const stretches = schedule([long, short], { cores: 1, sliceMs: Infinity });
		expect(waitMs(short, stretches)).toBe(90);
	});

	test('a slice of 10 ms lets the short request in at the next boundary', () => {
		const stretches = schedule([long, { ...short, atMs: 12 }], { cores: 1, sliceMs: 10 });
		expect(waitMs({ ...short, atMs: 12 }, stretches)).toBe(8);
	});

	test('a second core serves it at once', () => {
		const stretches = schedule([long, short], { cores: 2, sliceMs: Infinity });
		expect(waitMs(short, stretches)).toBe(0);
	});

	test('every request gets exactly the time it needs, and no core does two things at once', () => {
		const requests = [long, short, { id: 'second', atMs: 3, needsMs: 40 }];
		const stretches = schedule(requests, { cores: 2, sliceMs: 10 });
		for (const { id, needsMs } of requests) {
			const given = stretches.filter((stretch) => stretch.id === id);
			expect(given.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)).toBeCloseTo(needsMs);
		}
		for (const core of [0, 1]) {
			const own = stretches.filter((stretch) => stretch.core === core);
			const ends = [0, ...own.map(({ toMs }) => toMs)];
			own.forEach(({ fromMs }, index) => {
				expect(fromMs).toBeGreaterThanOrEqual(ends[index] ?? Infinity);
			});
		}
	});
});
