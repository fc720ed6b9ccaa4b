import { describe, expect, test } from 'vitest';
import { arrivals } from './arrivals.ts';
import { findingOf, outcomeOf, sentenceOf, waitingAt } from './outcome.ts';
import { rules } from './rules.ts';
import { schedule, type Request } from './schedule.ts';

/** One core, run to completion; the second short one comes when all is done. */
const requests: Request[] = [
	{ id: 'long-1', atMs: 0, needsMs: 100 },
	{ id: 'short-1', atMs: 10, needsMs: 4 },
	{ id: 'short-2', atMs: 150, needsMs: 4 },
];
const stretches = schedule(requests, { scheduler: 'loop', cores: 1 });

describe('outcome', () => {
	test('counts short requests that waited, and the longest wait', () => {
		expect(outcomeOf(requests, stretches)).toEqual({ shorts: 2, waited: 1, longestMs: 90 });
		expect(findingOf(outcomeOf(requests, stretches))).toBe(
			'1 of 2 short requests wait, the longest 90 ms.',
		);
	});

	test('tells who waits at a moment: not before it came, and no longer once it has begun', () => {
		const waiting = [9, 10, 99, 100, 150].map((nowMs) => waitingAt(requests, stretches, nowMs));
		expect(waiting).toEqual([0, 1, 1, 0, 0]);
	});

	// Tokio's second worker sleeps, and nobody wakes it for a single task (src/simulator/policies/tokio.ts).
	test('one long request holds up one loop and Tokio, whose network nobody watches, and nobody in Go', () => {
		const sent = arrivals([5]);
		const lanes = rules.map((rule) => ({
			rule,
			outcome: outcomeOf(sent, schedule(sent, rule.policy)),
		}));
		expect(sentenceOf(lanes)).toMatch(
			/^In the one loop of Node.js \d+ short requests waited, the longest 95 ms; with Go none waited; with Tokio 6 short requests waited, the longest 99 ms\.$/,
		);
	});

	test('of two, Go lets the short ones in after a slice, and Tokio after a whole request', () => {
		const sent = arrivals([5, 45]);
		const longest = rules.map(({ policy }) => outcomeOf(sent, schedule(sent, policy)).longestMs);
		const [loop = 0, go = Infinity, tokio = 0] = longest;
		expect(go).toBeLessThanOrEqual(40);
		expect(tokio).toBeGreaterThan(50);
		expect(loop).toBeGreaterThan(tokio);
	});
});
