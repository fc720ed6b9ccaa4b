import { describe, expect, test } from 'vitest';
import { schedule, waitMs, type Request } from './schedule.ts';

const long: Request = { id: 'long', atMs: 0, needsMs: 100 };
const short: Request = { id: 'short', atMs: 10, needsMs: 5 };

describe('schedule', () => {
	test('run to completion on one core: the short request waits for the whole long one', () => {
		const stretches = schedule([long, short], { scheduler: 'loop', cores: 1 });
		expect(waitMs(short, stretches)).toBe(90);
	});

	test('a slice lets the short request in when the monitor has looked twice, 10 ms apart', () => {
		const stretches = schedule([long, { ...short, atMs: 12 }], { scheduler: 'go', cores: 1 });
		expect(waitMs({ ...short, atMs: 12 }, stretches)).toBeLessThan(30);
	});

	test('Tokio has a second core, and does not see the short request', () => {
		const stretches = schedule([long, short], { scheduler: 'tokio', cores: 2 });
		expect(waitMs(short, stretches)).toBe(90);
	});

	test('a second core serves it at once', () => {
		const stretches = schedule([long, short], { scheduler: 'go', cores: 2 });
		expect(waitMs(short, stretches)).toBe(0);
	});

	test('every request gets exactly the time it needs, and no core does two things at once', () => {
		const requests = [long, short, { id: 'second', atMs: 3, needsMs: 40 }];
		const stretches = schedule(requests, { scheduler: 'go', cores: 2 });
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
