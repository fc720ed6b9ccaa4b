import { expect, it } from 'vitest';
import { layoutFor, readCores } from '../probes/topology.ts';
import { canPin } from './group.ts';
import { pinRunner } from './pin-runner.ts';

it.skipIf(!canPin() || readCores().length === 1)(
	'keeps the runner beside the generator, and gives it back the whole machine',
	() => {
		const cores = readCores();
		const layout = layoutFor('1', cores);
		if (!layout) throw new Error('A machine with a core has a layout of one.');
		const release = pinRunner([layout]);
		try {
			expect(readCores().flat()).toEqual(layout.generatorCpus);
		} finally {
			release();
		}
		expect(readCores()).toEqual(cores);
	},
);
