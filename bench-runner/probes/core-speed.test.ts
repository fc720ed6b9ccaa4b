import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canPin } from '../processes/group.ts';
import { buildPacer } from '../load-generators/pacer.ts';
import { measureFixedWork } from './core-speed.ts';

const root = join(import.meta.dirname, '../..');

it('answers with the CPU time of a fixed computation, the same on each core within a factor of two', () => {
	buildPacer(root);
	const anywhere = measureFixedWork(root, undefined);
	expect(anywhere).toBeGreaterThan(1e5);
	if (!canPin()) return;
	expect(measureFixedWork(root, [0]) / anywhere).toBeGreaterThan(0.5);
	expect(measureFixedWork(root, [0]) / anywhere).toBeLessThan(2);
});
