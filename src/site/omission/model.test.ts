import { describe, expect, it } from 'vitest';
import { recordedPercentile, requestsOf, STOP, type Way } from './model.ts';

const inStop = (way: Way) =>
	requestsOf(way).filter(({ dueMs }) => dueMs >= STOP.fromMs && dueMs < STOP.toMs);

describe('a stop of one second in ten', () => {
	it('makes a tenth of all requests wait, and the p99 of those timed from when they are due is 900 ms', () => {
		const requests = requestsOf('open-from-due');
		expect(inStop('open-from-due')).toHaveLength(requests.length / 10);
		expect(recordedPercentile(requests, 0.99)).toBe(900);
		expect(recordedPercentile(requests, 0.5)).toBe(1);
	});

	it('is seen by a closed loop as often as it has connections; the rest is never asked', () => {
		const requests = inStop('closed');
		expect(requests.filter(({ sentMs }) => sentMs !== undefined)).toHaveLength(2);
		expect(recordedPercentile(requestsOf('closed'), 0.99)).toBe(1);
		expect(recordedPercentile(requestsOf('closed'), 1)).toBe(1000);
	});

	it('is sent late at a fixed rate, and timed from sending the wait is not counted', () => {
		const late = inStop('open-from-sending').slice(2);
		expect(late.every(({ sentMs = 0, dueMs }) => sentMs >= STOP.toMs && sentMs > dueMs)).toBe(true);
		expect(late.every(({ recordedMs }) => recordedMs === 1)).toBe(true);
		expect(recordedPercentile(requestsOf('open-from-sending'), 0.99)).toBe(1);
	});

	it('leaves nothing out at a fixed rate', () => {
		for (const way of ['open-from-due', 'open-from-sending'] as const) {
			expect(requestsOf(way).every(({ answeredMs }) => answeredMs !== undefined)).toBe(true);
		}
	});
});
