import { describe, expect, it } from 'vitest';
import type { Load } from '../../src/core/schemas/experiment.ts';
import type { Capabilities } from '../../src/core/schemas/generator.ts';
import { closedLoad, openLoad } from '../samples.ts';
import { whyNotPossible } from './why-not-possible.ts';

const everything: Capabilities = {
	openLoop: ['poisson', 'uniform'],
	rateCeiling: true,
	intendedStart: true,
	mixedOperations: true,
	histogram: 'hdr',
	latencyResolutionUs: 1,
	errorsInLatency: true,
	correction: { default: 'on', canSwitch: true, does: 'adds samples' },
	knows: [],
};
const { operation: _, ...withoutOperation } = closedLoad;
const mix: Load = { ...withoutOperation, kind: 'closed', mix: { n500: 1, n2000: 2 } };
const ceiling: Load = { ...closedLoad, kind: 'closed', ratePerSecondMax: 100 };
const uncorrected: Load = { ...closedLoad, correction: 'off' };

const cases: [string, Load, Partial<Capabilities>, string][] = [
	['an open loop', openLoad, { openLoop: [] }, 'wrk drives closed loops alone'],
	['other arrivals', openLoad, { openLoop: ['uniform'] }, 'uniform arrivals alone, not poisson'],
	['a ceiling', ceiling, { rateCeiling: false }, 'cannot hold a closed loop below a rate'],
	['a mix', mix, { mixedOperations: false }, 'one operation only, not for a mix'],
	[
		'a correction that stays',
		uncorrected,
		{ correction: { default: 'on', canSwitch: false, does: 'adds samples' } },
		'cannot be turned off: it always adds samples',
	],
];

describe('whyNotPossible', () => {
	it.each(cases)('names what is lacking for %s', (_name, load, lacks, said) => {
		expect(whyNotPossible(load, 'wrk', { ...everything, ...lacks })).toContain(said);
		expect(whyNotPossible(load, 'wrk', everything)).toBe(undefined);
	});

	it('says that there is no correction to turn off', () => {
		const { correction: _correction, ...none } = everything;
		expect(whyNotPossible(uncorrected, 'wrk', none)).toMatch(/corrects no latencies/);
	});
});
