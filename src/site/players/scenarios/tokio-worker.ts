import type { Model, Phase } from '../../../simulator/model.ts';
import { tokioRuntime } from '../../../simulator/policies/tokio.ts';
import { valueOf, type Lane, type Scenario, type Values } from '../scenario.ts';
import { computes, every, scripted } from './script.ts';

const [SHORT, LONG] = [0, 1] as const;
const WORKERS = 2;
/** Tokio's budget: a stretch of so many counted operations is what it lets a task have. */
const BUDGET = 128;

/** One task that computes: inline, with yields, on a thread for blocking work. */
export const tokioWorker: Scenario = {
	id: 'tokio-worker',
	title: 'One task computes, and two workers',
	endMs: 200,
	tellsOfMs: 60,
	speeds: [5, 20, 80],
	parameters: [
		{ id: 'long', label: 'The task computes', unit: 'ms', least: 5, most: 120, step: 5, value: 80 },
		{ id: 'every', label: 'It yields every', unit: 'ms', least: 1, most: 20, step: 1, value: 2 },
		{ id: 'longs', label: 'Such tasks', unit: '', least: 1, most: 4, step: 1, value: 1 },
	],
	kinds: [
		{ name: 'short task', look: 'short' },
		{ name: 'computing task', look: 'long' },
	],
	judged: SHORT,
	histogram: false,
	lanes(values) {
		const longMs = valueOf(values, 'long');
		return [
			{
				...inline(modelOf(values, [computes(longMs)])),
				name: 'Computing in the task',
				rule: 'The worker that was watching the network has the task, and the other one sleeps: nobody watches.',
			},
			{
				...inline(modelOf(values, [yielding(longMs, valueOf(values, 'every'))])),
				name: 'Yielding on the way',
				rule: 'Here nothing else is queued: at each yield_now the worker looks at the network and runs what has come.',
			},
			{
				...inline(
					modelOf(values, [
						computes(0.1),
						{ kind: 'pool', demandMs: { kind: 'fixed', ms: longMs } },
						computes(0.1),
					]),
				),
				name: 'spawn_blocking',
				rule: 'A thread for blocking work computes; the operating system shares the cores.',
				make: tokioRuntime(WORKERS, 4),
				threads: WORKERS + 4,
				rows: ['worker 1', 'worker 2', 'blocking'],
			},
		];
	},
	assumptions: [
		'Two workers on two cores, and connections that are open. A short task computes for 1 ms.',
		'Waking a worker costs nothing here; in truth some microseconds.',
		'A yield is drawn as what Tokio’s budget does: the task is woken again when its worker has looked at everything else.',
		'In the third lane the blocking thread has a core until both workers want theirs: then three threads share two.',
	],
};

function inline(model: Model): Omit<Lane, 'name' | 'rule'> {
	return {
		language: 'rust',
		model,
		make: tokioRuntime(WORKERS, 0),
		cores: WORKERS,
		threads: WORKERS,
		rows: ['worker 1', 'worker 2'],
		queues: [
			{ name: 'ready in the kernel', places: [0] },
			{ name: 'queue and slot of worker 1', places: [4, 3] },
			{ name: 'queue and slot of worker 2', places: [7, 6] },
		],
	};
}

function yielding(longMs: number, everyMs: number): Phase {
	return { ...computes(longMs), operations: BUDGET * (longMs / everyMs) };
}

function modelOf(values: Values, phases: readonly Phase[]): Model {
	const longs = valueOf(values, 'longs');
	return scripted(
		[
			{ name: 'short', phases: [computes(1)] },
			{ name: 'computing', phases },
		],
		[
			...every(8, 4, 192, SHORT),
			...Array.from({ length: longs }, (_, index) => [22 + 5 * index, LONG] as const),
		],
	);
}
