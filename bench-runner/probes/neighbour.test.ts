import { expect, it, vi } from 'vitest';
import type { CoreSpeed } from './core-speed.ts';
import { disturbedShare, waitForOwnCore } from './neighbour.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const own: CoreSpeed = { dividerNs: 1.4e6, issueSlotsNs: 1.6e6, cacheNs: 0.55e6 };
const shared: CoreSpeed = { ...own, issueSlotsNs: 2.1e6, cacheNs: 1.1e6 };
const { signal } = new AbortController();

it('counts the readings that a window could not begin with', () => {
	expect(disturbedShare([own, own, own, { ...own, dividerNs: 1.45e6 }])).toBe(0);
	expect(disturbedShare([own, shared, own, { ...own, cacheNs: 0.6e6 }])).toBe(0.5);
});

it('goes on at once on a core of its own, or on one that is always as slow', async () => {
	const report = vi.fn();
	expect(await waitForOwnCore(() => own, 60, report, signal)).toBeUndefined();
	expect(await waitForOwnCore(() => shared, 60, report, signal)).toBeUndefined();
	expect(report).not.toHaveBeenCalled();
});

it('waits while the core is shared, and goes on when the neighbour has gone', async () => {
	let count = 0;
	const measure = () => (count++ < 60 && count % 5 > 0 ? shared : own);
	const report = vi.fn();
	expect(await waitForOwnCore(measure, 60, report, signal)).toBeUndefined();
	expect(report.mock.calls).toEqual([[0.8], [0.8]]);
});

it('labels a run whose neighbour stays', async () => {
	let count = 0;
	const measure = () => (count++ % 3 > 0 ? shared : own);
	expect(await waitForOwnCore(measure, 0, () => {}, signal)).toMatch(
		/20 of 30 readings would not have passed core-speed/,
	);
});
