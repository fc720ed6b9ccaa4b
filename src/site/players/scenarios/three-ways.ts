import type { Phase } from '../../../simulator/model.ts';
import { loopWithPool } from '../../../simulator/policies/loop-with-pool.ts';
import { valueOf, type Lane, type Scenario } from '../scenario.ts';
import { computes, every, scripted } from './script.ts';

const [PROBE, TASK] = [0, 1] as const;
const PROBE_EVERY_MS = 10;
const BEGINS_MS = 45;

/** One task, done in three ways, and a probe that asks the loop for a turn. */
export const threeWays: Scenario = {
	id: 'three-ways',
	title: 'One task of 200 ms beside a probe every 10 ms',
	endMs: 320,
	tellsOfMs: 120,
	speeds: [10, 40, 160],
	parameters: [
		{
			id: 'task',
			label: 'The task computes',
			unit: 'ms',
			least: 20,
			most: 240,
			step: 20,
			value: 200,
		},
		{ id: 'part', label: 'Cut into parts of', unit: 'ms', least: 2, most: 50, step: 1, value: 5 },
	],
	kinds: [
		{ name: 'probe', look: 'short' },
		{ name: 'task', look: 'long' },
	],
	judged: PROBE,
	histogram: false,
	lanes(values) {
		const taskMs = valueOf(values, 'task');
		const partMs = valueOf(values, 'part');
		return [
			laneOf('In one go', 'The loop runs it to its end; every probe waits.', [computes(taskMs)]),
			laneOf(
				'Cut up',
				'After each part the loop takes what is ready, then the next part.',
				partsOf(taskMs, partMs),
			),
			laneOf(
				'In a worker',
				'Another thread computes; the loop sends the task and takes the result.',
				[computes(0.2), { kind: 'pool', demandMs: { kind: 'fixed', ms: taskMs } }, computes(0.2)],
			),
		];
	},
	assumptions: [
		'A probe computes for 0.2 ms. A browser’s own probe sets its next timer when it has run; these come every 10 ms whatever happens.',
		'Two cores: a worker has one of its own. Starting it and copying what it is sent take no time here.',
		'A part’s end costs nothing. In a browser it costs some microseconds with a message, and 4 ms with a timer.',
	],
};

function laneOf(name: string, rule: string, phases: readonly Phase[]): Lane {
	return {
		name,
		rule,
		model: scripted(
			[
				{ name: 'probe', phases: [computes(0.2)] },
				{ name: 'task', phases },
			],
			[...every(PROBE_EVERY_MS, 0, 310, PROBE), [BEGINS_MS, TASK]],
		),
		make: loopWithPool(1),
		cores: 2,
		threads: 2,
		rows: ['loop', 'worker'],
		queues: [{ name: 'ready for the loop', places: [0, 1, 2] }],
	};
}

/** Parts with a wait of nothing in between: the next one stands behind what is ready. */
function partsOf(taskMs: number, partMs: number): Phase[] {
	const parts = Math.ceil(taskMs / partMs);
	const rest = { kind: 'wait', demandMs: { kind: 'fixed', ms: 0 } } as const;
	return Array.from({ length: parts }, (_, index) => {
		const part = computes(Math.min(partMs, taskMs - index * partMs));
		return index === 0 ? [part] : [rest, part];
	}).flat();
}
