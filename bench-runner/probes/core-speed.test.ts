import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { canPin } from '../processes/group.ts';
import { buildPacer } from '../load-generators/pacer.ts';
import { type CoreSpeed, measureCoreSpeed } from './core-speed.ts';

const root = join(import.meta.dirname, '../..');
const names: readonly (keyof CoreSpeed)[] = ['dividerNs', 'issueSlotsNs', 'cacheNs'];

// Others may be compiling at the same time.
beforeAll(async () => void (await buildPacer(root)), 120_000);

it('answers with the CPU time of fixed computations, the same on each core within a factor of four', () => {
	const anywhere = measureCoreSpeed(root, undefined);
	const pinned = canPin() ? measureCoreSpeed(root, [0]) : anywhere;
	for (const name of names) {
		expect(anywhere[name]).toBeGreaterThan(1e4);
		// A neighbour may come or go in between, which is what the computations are for.
		expect(pinned[name] / anywhere[name]).toBeGreaterThan(0.25);
		expect(pinned[name] / anywhere[name]).toBeLessThan(4);
	}
});
