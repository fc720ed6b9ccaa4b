import { histogramOf, loadResult, openLoad, ownCores, rightAnswers } from '../samples.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import type { GateCase } from './gate-case.ts';
import type { WindowContext } from './gate.ts';

const shared = { ...ownCores, generatorCpus: [0], generatorShared: true };

/** Gates that look beyond the generator's own account: at queues, the kernel, the CPUs and the other rounds. */
export const casesOfSurroundings: readonly GateCase[] = [
	['overload', 'all answered in time', atRate({}), 'passes'],
	['overload', 'a twentieth waiting at the end', atRate({ answersInWindow: 950 }), 'passes'],
	[
		'overload',
		'more than that',
		atRate({ answersInWindow: 940 }),
		/^5\.9 % of 1000 requests still waited when sending ended: the server did not keep up with 500 a second\.$/,
	],
	[
		'overload',
		'as many as half a second of waiting explains',
		atRate({ answersInWindow: 750, responseTime: histogramOf([500_000]) }),
		'passes',
	],
	['overload', 'a closed loop', { result: loadResult({ answersInWindow: 1 }) }, 'does not apply'],
	[
		'overload',
		'too few requests to tell',
		atRate({ answersInWindow: 1, counts: { ...rightAnswers, scheduled: 999 } }),
		'does not apply',
	],

	['listen-drops', 'none', { kernel: { listenDrops: 0 } }, 'passes'],
	['listen-drops', 'one', { kernel: { listenDrops: 1 } }, /^The kernel dropped 1 connections/],
	['listen-drops', 'not counted', { kernel: {} }, 'does not apply'],

	['retransmits', 'one, a stranger’s perhaps', { kernel: { retransmits: 1 } }, 'passes'],
	[
		'retransmits',
		'two for 1,000 answers',
		{ kernel: { retransmits: 2 } },
		/^TCP took 2 segments for lost/,
	],
	[
		'retransmits',
		'two for 2,000 answers',
		{
			kernel: { retransmits: 2 },
			result: loadResult({ counts: { ...rightAnswers, valid: 2000 } }),
		},
		'passes',
	],
	['retransmits', 'not counted', {}, 'does not apply'],

	['head-room', 'twice the rate', besideNothing(500, 1000), 'passes'],
	[
		'head-room',
		'less',
		besideNothing(50_100, 100_000),
		/^From a server that does nothing the generator had only 100,000 answers a second, less than twice the 50,100 measured\.$/,
	],
	[
		'head-room',
		'tried in vain',
		{ metrics: { throughputPerSecond: 1 }, nullServer: { reason: 'No request was answered.' } },
		/^No request was answered\.$/,
	],
	['head-room', 'rate not measured', { nullServer: { ratePerSecond: 9 } }, /could not be measured/],
	[
		'head-room',
		'a server that could do no more',
		{
			metrics: { throughputPerSecond: 99, serverCoresUsed: 0.95 },
			nullServer: { ratePerSecond: 100 },
		},
		'does not apply',
	],
	[
		'head-room',
		'a server that could',
		{
			metrics: { throughputPerSecond: 99, serverCoresUsed: 0.94 },
			nullServer: { ratePerSecond: 100 },
		},
		/less than twice the 99 measured/,
	],
	['head-room', 'not asked', { metrics: { throughputPerSecond: 1 } }, 'does not apply'],

	['topology', 'as planned', placed([0], [1]), 'passes'],
	[
		'topology',
		'a server let loose',
		placed([0, 1], [1]),
		/^the server could use CPU 0, 1, not 0 as planned\.$/,
	],
	[
		'topology',
		'a generator let loose',
		placed([0], [0, 1]),
		/^the generator could use CPU 0, 1, not/,
	],
	[
		'topology',
		'two halves of a core',
		{ ...placed([0], [1]), coreSiblings: [[0, 1]] },
		/^server and generator share the physical core of CPUs 0, 1\.$/,
	],
	[
		'topology',
		'a core shared on purpose',
		{ ...placed([0], [0]), layout: shared, coreSiblings: [[0, 1]] },
		'passes',
	],
	[
		'topology',
		'not pinned',
		{ ...placed([0, 1], [0, 1]), layout: { ...ownCores, pinned: false } },
		'does not apply',
	],
	['topology', 'not looked at', {}, 'does not apply'],

	['server-processes', 'as many', { serverProcesses: { before: 3, after: 3 } }, 'passes'],
	[
		'server-processes',
		'one fewer',
		{ serverProcesses: { before: 3, after: 2 } },
		/^The server had 3 processes before the window and 2 after it\.$/,
	],
	['server-processes', 'not looked at', {}, 'does not apply'],

	['memory', 'enough', { kernel: { swappedPages: 0, oomKills: 0 } }, 'passes'],
	['memory', 'kills not counted', { kernel: { swappedPages: 0 } }, 'passes'],
	[
		'memory',
		'swapping',
		{ kernel: { swappedPages: 2 } },
		/short of memory: 2 pages were swapped\.$/,
	],
	[
		'memory',
		'a kill',
		{ kernel: { swappedPages: 0, oomKills: 1 } },
		/0 pages were swapped and 1 processes killed\.$/,
	],
	['memory', 'not counted', {}, 'does not apply'],

	['pressure', 'ten points above', waited(0.4, 0.3), 'passes'],
	['pressure', 'below', waited(0.1, 0.9), 'passes'],
	[
		'pressure',
		'more',
		waited(0.41, 0.3),
		/^Some thread waited for a CPU in 41 % of the window, in the middle of the rounds in 30 %\.$/,
	],
	['pressure', 'too few rounds', { metrics: { cpuPressureShare: 0.9 } }, 'does not apply'],
	['pressure', 'not reported', { usualPressureShare: 0.1 }, 'does not apply'],
];

function atRate(changes: Partial<LoadResult>): Partial<WindowContext> {
	return { load: openLoad, result: loadResult(changes) };
}

function besideNothing(throughputPerSecond: number, ratePerSecond: number): Partial<WindowContext> {
	return { metrics: { throughputPerSecond }, nullServer: { ratePerSecond } };
}

function placed(server: number[], generator: number[]): Partial<WindowContext> {
	return { placement: { server, generator }, coreSiblings: [[0], [1]] };
}

function waited(cpuPressureShare: number, usualPressureShare: number): Partial<WindowContext> {
	return { metrics: { cpuPressureShare }, usualPressureShare };
}
