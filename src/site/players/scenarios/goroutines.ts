import { goScheduler } from '../../../simulator/policies/go.ts';
import { valueOf, type Scenario } from '../scenario.ts';
import { computes, every, scripted } from './script.ts';

const [SHORT, LONG] = [0, 1] as const;

/** More goroutines than processors: queues, slices, the global queue, stealing. */
export const goroutines: Scenario = {
	id: 'goroutines',
	title: 'Three goroutines that compute, and the others',
	endMs: 200,
	tellsOfMs: 60,
	speeds: [5, 20, 80],
	parameters: [
		{ id: 'procs', label: 'GOMAXPROCS', unit: '', least: 1, most: 4, step: 1, value: 2 },
		{
			id: 'long',
			label: 'A long one computes',
			unit: 'ms',
			least: 5,
			most: 100,
			step: 5,
			value: 60,
		},
		{ id: 'longs', label: 'Long ones', unit: '', least: 0, most: 6, step: 1, value: 3 },
	],
	kinds: [
		{ name: 'short goroutine', look: 'short' },
		{ name: 'long goroutine', look: 'long' },
	],
	judged: SHORT,
	histogram: false,
	lanes(values) {
		const processors = valueOf(values, 'procs');
		const longs = valueOf(values, 'longs');
		return [
			{
				name: `GOMAXPROCS=${processors}`,
				language: 'go',
				rule: 'A goroutine that the monitor found in the same slice 10 ms before is set aside, and goes to the global queue.',
				model: scripted(
					[
						{ name: 'short', phases: [computes(1)] },
						{ name: 'long', phases: [computes(valueOf(values, 'long'))] },
					],
					[
						...every(8, 3, 195, SHORT),
						...Array.from({ length: longs }, (_, index) => [10 + 4 * index, LONG] as const),
					],
				),
				make: goScheduler(processors),
				cores: processors,
				threads: processors,
				rows: Array.from({ length: processors }, (_, p) => `P${p}`),
				queues: [
					{ name: 'ready in the kernel', places: [0] },
					{ name: 'global queue', places: [1] },
					...Array.from({ length: processors }, (_, p) => ({
						name: `local queue of P${p}`,
						places: [3 + 2 * p, 2 + 2 * p],
					})),
				],
			},
		];
	},
	assumptions: [
		'Each goroutine serves one request. As net/http does, it starts another that reads ahead, which wakes an idle P to watch the network.',
		'The monitor’s sleeps are those of the source, 20 µs to 10 ms, plus 50 µs by which Linux wakes a sleeper late.',
		'Switching, stealing and waking cost nothing. There is no garbage collector, and every P has a core.',
	],
};
