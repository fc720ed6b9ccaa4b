import { expect, it, vi } from 'vitest';
import type { CoreSpeed } from './core-speed.ts';
import { waitForOwnCore } from './neighbour.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const own: CoreSpeed = { dividerNs: 1.4e6, issueSlotsNs: 1.6e6, cacheNs: 0.55e6 };
const shared: CoreSpeed = { ...own, issueSlotsNs: 2.1e6, cacheNs: 1.1e6 };
const { signal } = new AbortController();

it('goes on at once on a core of its own, or on one that is always as slow', async () => {
	const report = vi.fn();
	await waitForOwnCore(() => own, 60, report, signal);
	await waitForOwnCore(() => shared, 60, report, signal);
	expect(report).not.toHaveBeenCalled();
});

it('waits while the core is shared, and goes on when the neighbour has gone', async () => {
	let count = 0;
	const measure = () => (count++ < 60 && count % 5 > 0 ? shared : own);
	const report = vi.fn();
	await waitForOwnCore(measure, 60, report, signal);
	expect(report.mock.calls).toEqual([[0.8], [0.8]]);
});

it('goes on beside a neighbour that stays, and does not look where nobody waits', async () => {
	let count = 0;
	const measure = vi.fn(() => (count++ % 3 > 0 ? shared : own));
	const report = vi.fn();
	await waitForOwnCore(measure, 0.001, report, signal);
	expect(report).toHaveBeenCalled();
	measure.mockClear();
	await waitForOwnCore(measure, 0, report, signal);
	expect(measure).not.toHaveBeenCalled();
});
