import { describe, expect, it } from 'vitest';
import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import { GateOutcomeSchema } from '../../src/core/schemas/gate.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import {
	closedLoad,
	gateContext,
	histogramOf,
	openLoad,
	ownCores,
	loadResult,
	rightAnswers,
} from '../samples.ts';
import type { CoreSlowdown } from './core-speed.ts';
import { casesOfGeneratorCpu } from './cases-of-generator-cpu.ts';
import { casesOfScheduleLag } from './cases-of-schedule-lag.ts';
import { casesOfSurroundings } from './cases-of-surroundings.ts';
import { type GateCase, inOpenLoop } from './gate-case.ts';
import type { WindowContext } from './gate.ts';
import { windowGates } from './index.ts';

const shared = { ...ownCores, generatorCpus: [0], generatorShared: true };

const cases: readonly GateCase[] = [
	...casesOfGeneratorCpu,
	...casesOfScheduleLag,
	...casesOfSurroundings,
	['foreign-cpu', '5 % of two CPUs', metrics({ foreignCoresUsed: 0.1 }), 'passes'],
	[
		'foreign-cpu',
		'more',
		metrics({ foreignCoresUsed: 0.102 }),
		/^Other programs used 5\.1 % of the measured CPUs/,
	],

	['answers', 'all right', {}, 'passes'],
	['answers', 'one status', counts({ invalidStatus: 1 }), /^1 answers were wrong \(1 by status/],
	['answers', 'one length', counts({ invalidLength: 1 }), /1 by length/],
	['answers', 'one not HTTP', counts({ malformed: 1 }), /1 not HTTP/],

	['errors', 'one in a thousand', counts({ timedOut: 1 }), 'passes'],
	[
		'errors',
		'two in a thousand',
		counts({ timedOut: 1, failed: 1 }),
		/^0\.2 % of 1000 requests failed \(1 timed out, 1 broke off, 0 were never answered\)/,
	],
	['errors', 'never answered', counts({ unfinished: 2 }), /2 were never answered/],
	['errors', 'nothing was sent', counts({ scheduled: 0 }), /could not be measured/],

	['achieved-rate', '99 %', inOpenLoop(counts({ valid: 990 })), 'passes'],
	[
		'achieved-rate',
		'98.9 %',
		inOpenLoop(counts({ valid: 989 })),
		/^1\.1 % of the scheduled requests/,
	],
	['achieved-rate', 'a closed loop', counts({ valid: 1 }), 'does not apply'],

	['connections', 'as planned', {}, 'passes'],
	['connections', 'one missing', connections({ established: 15 }), /^15 of 16 connections were/],
	['connections', 'one again', connections({ reconnects: 1 }), /1 opened again/],
	[
		'connections',
		'one for each request',
		{
			...connections({ established: 0, connectFailures: 1, opened: 999 }),
			load: { ...openLoad, newConnections: true },
		},
		'does not apply',
	],

	['littles-law', 'equal', metrics({ inFlightMean: 2, latencyMsMean: 2 }), 'passes'],
	[
		'littles-law',
		'5 % and the edges',
		metrics({ inFlightMean: 2, latencyMsMean: 2.119 }),
		'passes',
	],
	[
		'littles-law',
		'more than that',
		metrics({ inFlightMean: 2, latencyMsMean: 2.14 }),
		/^2 requests were in flight, but rate x latency is 2\.14: 7 % apart/,
	],
	['littles-law', 'waiting hidden', metrics({ inFlightMean: 2, latencyMsMean: 1 }), /50 % apart/],
	['littles-law', 'no latency', metrics({ inFlightMean: 2 }), 'does not apply'],
	[
		'littles-law',
		'none in flight',
		metrics({ inFlightMean: 0, latencyMsMean: 2 }),
		'does not apply',
	],
	[
		'littles-law',
		'no answers',
		{
			...metrics({ inFlightMean: 2, latencyMsMean: 2 }),
			result: loadResult({ responseTime: histogramOf([]) }),
		},
		'does not apply',
	],

	[
		'foreign-cpu',
		'more of the one that both use',
		{ ...metrics({ foreignCoresUsed: 0.06 }), layout: shared },
		/used 6 %/,
	],
	['foreign-cpu', 'not measured', {}, /could not be measured/],

	['steal', 'half a per cent', metrics({ stealShare: 0.005 }), 'passes'],
	[
		'steal',
		'more',
		metrics({ stealShare: 0.0051 }),
		/^The hypervisor took 0\.51 % of the CPU time/,
	],
	[
		'steal',
		'what p95 bears, of a cell that gave up its p99',
		{ ...metrics({ stealShare: 0.025 }), tailUpTo: 95 },
		'passes',
	],
	[
		'steal',
		'more than that',
		{ ...metrics({ stealShare: 0.0251 }), tailUpTo: 95 },
		/^The hypervisor took 2\.51 %/,
	],
	['steal', 'one tick in a short window', short(0.0061), 'passes'],
	['steal', 'two ticks in it', short(0.0122), /^The hypervisor took 1\.22 %/],
	['steal', 'not reported', {}, 'does not apply'],
	[
		'steal',
		'the rule in this run',
		{ ...metrics({ stealShare: 0.02 }), isStolenFrom: true },
		'does not apply',
	],

	['core-speed', 'a twentieth slower', slower('dividerNs', 0.05), 'passes'],
	['core-speed', 'faster than usual', slower('cacheNs', -0.1), 'passes'],
	[
		'core-speed',
		'slower',
		slower('issueSlotsNs', 0.051),
		/^A fixed computation that fills the issue slots of a core took 5\.1 % longer/,
	],
	['core-speed', 'not looked at', {}, 'does not apply'],
];

describe.each(windowGates)('$id', (gate) => {
	const own = cases.filter(([id]) => id === gate.id);

	it.each(own)('%s, %s', (_, __, context, expected) => {
		const outcome = gate.judge(gateContext(context));
		if (expected === 'does not apply') {
			expect(outcome).toBeUndefined();
			return;
		}
		expect(outcome).toMatchObject({ gate: gate.id, pass: expected === 'passes' });
		expect(GateOutcomeSchema.safeParse(outcome).success).toBe(true);
		if (expected === 'passes') expect(outcome).not.toHaveProperty('reason');
		else expect(outcome?.reason).toMatch(expected);
		expect(outcome?.reason ?? '.').toMatch(/\.$/);
	});

	it('has a case that passes and one that does not', () => {
		expect(own.some(([, , , expected]) => expected === 'passes')).toBe(true);
		expect(own.some(([, , , expected]) => expected instanceof RegExp)).toBe(true);
	});
});

it('rounds what it saw to four digits and never the judgement', () => {
	const [steal] = windowGates.filter(({ id }) => id === 'steal');
	expect(steal?.judge(gateContext(metrics({ stealShare: 0.005_000_01 })))).toMatchObject({
		pass: false,
		value: 0.005,
		threshold: 0.005,
	});
});

function counts(changes: Partial<LoadResult['counts']>): Partial<WindowContext> {
	return { result: loadResult({ counts: { ...rightAnswers, ...changes } }) };
}

function connections(changes: Partial<LoadResult['connections']>): Partial<WindowContext> {
	const asPlanned = loadResult().connections;
	return { result: loadResult({ connections: { ...asPlanned, ...changes } }) };
}

function metrics(values: WindowMetrics): Partial<WindowContext> {
	return { load: closedLoad, metrics: values };
}

/** 0.81 s on two CPUs: a tick of 10 ms is 0.617 %. */
function short(stealShare: number): Partial<WindowContext> {
	return { ...metrics({ stealShare }), result: loadResult({ elapsedSeconds: 0.81 }) };
}

function slower(computation: CoreSlowdown['computation'], share: number): Partial<WindowContext> {
	return { coreSlowdown: { computation, share } };
}
