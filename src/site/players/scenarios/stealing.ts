import type { Model } from '../../../simulator/model.ts';
import { goScheduler } from '../../../simulator/policies/go.ts';
import { threadPerCore } from '../../../simulator/policies/thread-per-core.ts';
import { valueOf, type Scenario, type Values } from '../scenario.ts';

const CORES = 4;
const MEAN_MS = 4;

/** Connections pinned to a core, against cores that take one another's work. */
export const stealing: Scenario = {
	id: 'stealing',
	title: 'Four cores: each its own line, or one another’s',
	endMs: 300,
	tellsOfMs: 150,
	speeds: [5, 25, 100],
	parameters: [
		{ id: 'load', label: 'Each core is busy', unit: '%', least: 10, most: 95, step: 5, value: 70 },
		{ id: 'connections', label: 'Connections', unit: '', least: 4, most: 64, step: 4, value: 12 },
		{ id: 'seed', label: 'Seed', unit: '', least: 1, most: 999, step: 1, value: 5 },
	],
	kinds: [{ name: 'request', look: 'short' }],
	judged: 0,
	histogram: true,
	lanes(values) {
		const rows = Array.from({ length: CORES }, (_, core) => `core ${core + 1}`);
		const shared = { model: modelOf(values), cores: CORES, threads: CORES, rows };
		return [
			{
				...shared,
				name: 'A thread a core, connections pinned',
				rule: 'A request waits for the core of its connection, though another is idle.',
				make: threadPerCore(CORES),
				queues: rows.map((row, core) => ({
					name: `line of ${row}`,
					places: [4 * core, 4 * core + 1],
				})),
			},
			{
				...shared,
				name: 'Stealing, as Go does it',
				rule: 'A core without work takes half of another’s.',
				make: goScheduler(CORES),
				queues: [
					{ name: 'ready in the kernel', places: [0] },
					...rows.map((row, core) => ({
						name: `line of ${row}`,
						places: [2 + 2 * core, 3 + 2 * core],
					})),
				],
			},
		];
	},
	assumptions: [
		`A request computes for ${MEAN_MS} ms on average, exponentially distributed; both lanes get the same requests.`,
		'Connections are handed out evenly, but what comes over them is not even.',
		'That a stolen request finds cold caches is left out, and so is what locks and wake-ups cost: what pinning saves.',
	],
};

function modelOf(values: Values): Model {
	const perSecond = (10 * CORES * valueOf(values, 'load')) / MEAN_MS;
	return {
		seed: valueOf(values, 'seed'),
		requests: Math.round(perSecond * 0.3),
		connections: valueOf(values, 'connections'),
		arrivals: { kind: 'poisson', perSecond },
		kinds: [
			{
				name: 'request',
				share: 1,
				phases: [{ kind: 'cpu', demandMs: { kind: 'exponential', meanMs: MEAN_MS } }],
			},
		],
	};
}
