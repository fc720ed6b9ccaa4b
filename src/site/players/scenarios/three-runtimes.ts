import type { Model } from '../../../simulator/model.ts';
import { goScheduler } from '../../../simulator/policies/go.ts';
import { loop } from '../../../simulator/policies/loop.ts';
import { tokioRuntime } from '../../../simulator/policies/tokio.ts';
import { valueOf, type Scenario, type Values } from '../scenario.ts';
import { computes } from './script.ts';

const CORES = 2;

/** The same second of arrivals under three rules. */
export const threeRuntimes: Scenario = {
	id: 'three-runtimes',
	title: 'Three runtimes, one second',
	endMs: 1000,
	tellsOfMs: 330,
	speeds: [20, 100, 400],
	parameters: [
		{ id: 'rate', label: 'Requests', unit: 'a second', least: 20, most: 200, step: 10, value: 100 },
		{
			id: 'long',
			label: 'A long one computes',
			unit: 'ms',
			least: 10,
			most: 200,
			step: 10,
			value: 100,
		},
		{ id: 'share', label: 'Long ones', unit: '%', least: 0, most: 10, step: 1, value: 4 },
		{ id: 'seed', label: 'Seed', unit: '', least: 1, most: 999, step: 1, value: 12 },
	],
	kinds: [
		{ name: 'short request', look: 'short' },
		{ name: 'long request', look: 'long' },
	],
	judged: 0,
	histogram: true,
	lanes(values) {
		const shared = { model: modelOf(values), cores: CORES };
		return [
			{
				...shared,
				name: 'Node.js, one loop',
				language: 'node',
				rule: 'A callback runs to its end; JavaScript has one core.',
				make: loop(),
				threads: 1,
				rows: ['loop', 'unused'],
				queues: [
					{ name: 'callbacks due', places: [0] },
					{ name: 'ready sockets', places: [1] },
				],
			},
			{
				...shared,
				name: 'Go, two processors',
				language: 'go',
				rule: 'Who has had a processor for 10 to 20 ms is set aside.',
				make: goScheduler(CORES),
				threads: CORES,
				rows: ['P0', 'P1'],
				queues: [
					{ name: 'not yet seen', places: [0] },
					{ name: 'global queue', places: [1] },
					{ name: 'local queues', places: [2, 3, 4, 5] },
				],
			},
			{
				...shared,
				name: 'Tokio, two workers, computing inline',
				language: 'rust',
				rule: 'A task keeps its worker until it reaches an await that is not ready.',
				make: tokioRuntime(CORES, 0),
				threads: CORES,
				rows: ['worker 1', 'worker 2'],
				queues: [
					{ name: 'not yet seen', places: [0] },
					{ name: 'local queues', places: [3, 4, 6, 7] },
				],
			},
		];
	},
	assumptions: [
		'A short request computes for 2 ms, on every runtime: the difference drawn is that of the schedulers, not of the languages.',
		'Connections are open, a switch costs nothing, there is no garbage collector, and nothing else runs on the two cores.',
		'Node.js has one process, as most run it; a cluster would have a loop a core.',
		'Which requests are long, and when they arrive, is drawn by chance from the seed; all three get the same.',
	],
};

function modelOf(values: Values): Model {
	const perSecond = valueOf(values, 'rate');
	const share = valueOf(values, 'share') / 100;
	return {
		seed: valueOf(values, 'seed'),
		requests: perSecond,
		arrivals: { kind: 'poisson', perSecond },
		kinds: [
			{ name: 'short', share: 1 - share, phases: [computes(2)] },
			{ name: 'long', share, phases: [computes(valueOf(values, 'long'))] },
		],
	};
}
