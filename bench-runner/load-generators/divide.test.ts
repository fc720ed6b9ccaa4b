import { describe, expect, it } from 'vitest';
import { closedLoad, histogramOf, loadResult, openLoad } from '../samples.ts';
import { mergeResults, partOf } from './divide.ts';

describe('partOf', () => {
	it('divides connections and rate among the generators, and loses neither', () => {
		const load = { ...openLoad, connections: 10 };
		const parts = [0, 1, 2, 3].map((part) => partOf(load, part, 4));
		expect(parts.map(({ connections }) => connections)).toEqual([3, 3, 2, 2]);
		expect(parts.map((part) => part.kind === 'open' && part.ratePerSecond)).toEqual([
			125, 125, 125, 125,
		]);
	});

	it('leaves the load of a single one as it is', () => {
		expect(partOf(closedLoad, 0, 1)).toEqual(closedLoad);
		expect(partOf(openLoad, 0, 1)).toEqual(openLoad);
	});

	it('divides the ceiling of a closed loop', () => {
		const capped = { ...closedLoad, kind: 'closed' as const, ratePerSecondMax: 100 };
		expect(partOf(capped, 1, 4)).toMatchObject({ ratePerSecondMax: 25, connections: 4 });
	});
});

describe('mergeResults', () => {
	const slow = histogramOf(new Array<number>(500).fill(9000));
	const other = loadResult({
		answersInWindow: 500,
		elapsedSeconds: 3,
		counts: { ...loadResult().counts, scheduled: 501, valid: 500, timedOut: 1 },
		statuses: { 200: 499, 503: 1 },
		responseTime: slow,
		operations: { n2000: { valid: 500, responseTime: slow } },
		series: [
			{ second: 0, sent: 400, valid: 400, errors: 1 },
			{ second: 1, sent: 101, valid: 100, errors: 0 },
		],
	});

	it('is the one result where there is one', () => {
		expect(mergeResults([other])).toBe(other);
	});

	it('adds what can be added and takes the longest of what ran side by side', () => {
		const merged = mergeResults([loadResult(), other]);
		expect(merged).toMatchObject({
			seconds: 1,
			elapsedSeconds: 3,
			answersInWindow: 1500,
			connections: { planned: 32, established: 32 },
			counts: { scheduled: 1501, valid: 1500, timedOut: 1 },
			statuses: { 200: 1499, 503: 1 },
			inFlightIntegralSeconds: 4,
			responseTime: { count: 1500, min: 2000, max: 9000 },
			operations: { n2000: { valid: 1500, responseTime: { count: 1500 } } },
			series: [
				{ second: 0, sent: 1400, valid: 1400, errors: 1 },
				{ second: 1, sent: 101, valid: 100, errors: 0 },
			],
		});
		expect(merged.cpu?.userSeconds).toBeCloseTo(0.05);
	});

	it('adds connections that each request opened, and how long that took', () => {
		const opening = loadResult({
			connections: { planned: 8, established: 0, connectFailures: 2, reconnects: 0, opened: 500 },
			connectTime: slow,
		});
		expect(mergeResults([opening, opening])).toMatchObject({
			connections: { planned: 16, established: 0, connectFailures: 4, opened: 1000 },
			connectTime: { count: 1000, max: 9000 },
		});
		expect(mergeResults([opening, other])).not.toHaveProperty('connectTime');
	});

	it('begins when the first of them sent: what the server did before, opening connections, belongs to no request', () => {
		const begun = (startedAtUnixMs: number) => loadResult({ startedAtUnixMs });
		expect(mergeResults([begun(7000), begun(6000)])).toMatchObject({ startedAtUnixMs: 6000 });
		expect(mergeResults([begun(7000), other])).not.toHaveProperty('startedAtUnixMs');
	});

	it('does not know together what one of them does not know', () => {
		const { responseTime: _, cpu: __, inFlightMax: ___, ...less } = other;
		const merged = mergeResults([loadResult(), less]);
		expect(merged).not.toHaveProperty('responseTime');
		expect(merged).not.toHaveProperty('cpu');
		expect(merged).not.toHaveProperty('inFlightMax');
	});
});
