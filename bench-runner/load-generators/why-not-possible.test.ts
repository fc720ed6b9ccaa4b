import { describe, expect, it } from 'vitest';
import type { Load } from '../../src/core/schemas/experiment.ts';
import type { Capabilities } from '../../src/core/schemas/generator.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { closedLoad, openLoad } from '../samples.ts';
import { whyNotPossible } from './why-not-possible.ts';

const everything: Capabilities = {
	openLoop: ['poisson', 'uniform'],
	rateCeiling: true,
	intendedStart: true,
	mixedOperations: true,
	templates: true,
	newConnections: true,
	refusals: true,
	histogram: 'hdr',
	latencyResolutionUs: 1,
	errorsInLatency: true,
	correction: { default: 'on', canSwitch: true, does: 'adds samples' },
	knows: [],
};
const { operation: _, ...withoutOperation } = closedLoad;
const mix: Load = { ...withoutOperation, kind: 'closed', mix: { n500: 1, n2000: 2 } };
const ceiling: Load = { ...closedLoad, kind: 'closed', ratePerSecondMax: 100 };
const opening: Load = { ...closedLoad, newConnections: true };
const refusing: Load = { ...openLoad, refusal: 503 };
const uncorrected: Load = { ...openLoad, correction: 'off' };
const operation: Operation = {
	method: 'GET',
	path: '/items/{id}',
	expect: { status: 200, body: '{}' },
};
const filled: Operation = { ...operation, parameters: { id: { kind: 'sequence', from: 1 } } };

const cases: [string, Load, Operation[], Partial<Capabilities>, string][] = [
	['an open loop', openLoad, [operation], { openLoop: [] }, 'wrk drives closed loops alone'],
	[
		'other arrivals',
		openLoad,
		[operation],
		{ openLoop: ['uniform'] },
		'uniform arrivals alone, not poisson',
	],
	[
		'refusals',
		refusing,
		[operation],
		{ refusals: undefined },
		'cannot tell a refusal that is expected from a wrong answer',
	],
	[
		'a ceiling',
		ceiling,
		[operation],
		{ rateCeiling: false },
		'cannot hold a closed loop below a rate',
	],
	[
		'a mix',
		mix,
		[operation, operation],
		{ mixedOperations: false },
		'one operation only, not for a mix',
	],
	['parameters', closedLoad, [filled], { templates: false }, 'cannot fill parameters'],
	[
		'a correction that stays',
		uncorrected,
		[operation],
		{ correction: { default: 'on', canSwitch: false, does: 'adds samples' } },
		'cannot be turned off: it always adds samples',
	],
];

describe('whyNotPossible', () => {
	it.each(cases)('names what is lacking for %s', (_name, load, operations, lacks, said) => {
		expect(whyNotPossible(load, operations, 'wrk', { ...everything, ...lacks })).toContain(said);
		expect(whyNotPossible(load, operations, 'wrk', everything)).toBe(undefined);
	});

	it('says that connections are kept where a tool declares nothing else', () => {
		const { newConnections: _newConnections, ...keeping } = everything;
		expect(whyNotPossible(opening, [operation], 'wrk', keeping)).toMatch(/^wrk keeps its connect/);
		expect(whyNotPossible(opening, [operation], 'wrk', everything)).toBe(undefined);
		expect(whyNotPossible(closedLoad, [operation], 'wrk', keeping)).toBe(undefined);
	});

	it('sends messages to WebSockets and requests to the rest', () => {
		const message: Operation = { ...operation, websocket: 'echo' };
		const speaking: Capabilities = { ...everything, speaks: 'websocket' };
		const why = (one: Operation, can: Capabilities) => whyNotPossible(openLoad, [one], 'oha', can);
		expect(why(message, everything)).toBe('oha opens no WebSockets');
		expect(why(operation, speaking)).toBe('oha sends messages on WebSockets alone');
		expect(why(message, speaking)).toBe(undefined);
	});

	it('says that there is no correction to turn off', () => {
		const { correction: _correction, ...none } = everything;
		expect(whyNotPossible(uncorrected, [operation], 'wrk', none)).toMatch(/corrects no latencies/);
	});

	it('refuses to turn a correction that needs a rate in a loop without one', () => {
		const load: Load = { ...closedLoad, correction: 'on' };
		expect(whyNotPossible(load, [operation], 'oha', everything)).toMatch(/only where it is given/);
	});
});
