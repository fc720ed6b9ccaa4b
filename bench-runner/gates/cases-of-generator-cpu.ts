import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import { closedLoad, openLoad, ownCores } from '../samples.ts';
import type { GateCase } from './gate-case.ts';
import type { WindowContext } from './gate.ts';

const shared = { ...ownCores, generatorCpus: [0], generatorShared: true };
const siblings = { ...ownCores, generatorCpus: [1, 3] };

export const casesOfGeneratorCpu: readonly GateCase[] = [
	['generator-cpu', '80 % of its core', metrics({ generatorCoresUsed: 0.8 }), 'passes'],
	[
		'generator-cpu',
		'more',
		metrics({ generatorCoresUsed: 0.81 }),
		/^The load generator used 81 % of a core\.$/,
	],
	[
		'generator-cpu',
		'a closed loop that the server kept up, at its limit',
		metrics({ generatorCoresUsed: 0.81, serverCoresUsed: 0.95 }),
		'does not apply',
	],
	[
		'generator-cpu',
		'a busy server at a fixed rate',
		{ ...metrics({ generatorCoresUsed: 0.81, serverCoresUsed: 0.95 }), load: openLoad },
		/used 81 % of a core/,
	],
	[
		'generator-cpu',
		'a busy server on the same core',
		{ ...metrics({ generatorCoresUsed: 0.06, serverCoresUsed: 0.95 }), layout: shared },
		/used 6 % of a core that it shares/,
	],
	[
		'generator-cpu',
		'one thread with two siblings to itself',
		{ ...metrics({ generatorCoresUsed: 0.81 }), layout: siblings },
		/used 81 % of a core/,
	],
	[
		'generator-cpu',
		'5 % where shared',
		{ ...metrics({ generatorCoresUsed: 0.05 }), layout: shared },
		'passes',
	],
	[
		'generator-cpu',
		'more where shared',
		{ ...metrics({ generatorCoresUsed: 0.051 }), layout: shared },
		/^The load generator used 5\.1 % of a core that it shares with the server\.$/,
	],
	[
		'generator-cpu',
		'an article’s own command, with the database on the generator’s core',
		{
			...metrics({ generatorCoresUsed: 0.5, databaseCoresUsed: 0.31 }),
			load: { ...closedLoad, asPublished: true },
		},
		/^The load generator and the database beside it used 81 % of a core\.$/,
	],
	[
		'generator-cpu',
		'a load of ours, beside the same database',
		metrics({ generatorCoresUsed: 0.5, databaseCoresUsed: 0.31 }),
		'passes',
	],
	['generator-cpu', 'not measured', {}, /could not be measured/],
];

function metrics(metrics: WindowMetrics): Partial<WindowContext> {
	return { metrics };
}
