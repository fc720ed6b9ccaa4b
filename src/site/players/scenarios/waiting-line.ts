import { loop } from '../../../simulator/policies/loop.ts';
import { valueOf, type Scenario } from '../scenario.ts';

const MEAN_MS = 5;
const SECONDS = 1;

/** One core and a line before it, at a load that the reader sets. */
export const waitingLine: Scenario = {
	id: 'waiting-line',
	title: 'One core, and how busy it is',
	endMs: 1000 * SECONDS,
	tellsOfMs: 1000 * SECONDS,
	speeds: [25, 100, 400],
	parameters: [
		{ id: 'load', label: 'The core is busy', unit: '%', least: 10, most: 95, step: 5, value: 80 },
		{ id: 'seed', label: 'Seed', unit: '', least: 1, most: 999, step: 1, value: 3 },
	],
	kinds: [{ name: 'request', look: 'short' }],
	judged: 0,
	histogram: true,
	lanes(values) {
		const perSecond = (10 * valueOf(values, 'load')) / MEAN_MS;
		return [
			{
				name: `${valueOf(values, 'load')} % busy`,
				rule: `With so many requests of so many lengths, theory expects a mean of ${(MEAN_MS / (1 - valueOf(values, 'load') / 100)).toFixed(0)} ms: ${MEAN_MS} ms of work, and the rest in the line (M/M/1).`,
				model: {
					seed: valueOf(values, 'seed'),
					requests: Math.round(perSecond * SECONDS),
					arrivals: { kind: 'poisson', perSecond },
					kinds: [
						{
							name: 'request',
							share: 1,
							phases: [{ kind: 'cpu', demandMs: { kind: 'exponential', meanMs: MEAN_MS } }],
						},
					],
				},
				make: loop(),
				cores: 1,
				threads: 1,
				rows: ['core'],
				queues: [{ name: 'the line', places: [0, 1] }],
			},
		];
	},
	assumptions: [
		`Requests arrive independently of one another and compute for ${MEAN_MS} ms on average, exponentially distributed.`,
		'A second is a sample: another seed gives another line. The theory’s mean is that of endlessly many.',
	],
};
