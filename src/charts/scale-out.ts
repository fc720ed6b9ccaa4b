import { coresChart } from './cores-chart.ts';
import { estimateChart } from './estimate-chart.ts';
import { latencyChart } from './latency-chart.ts';
import { programChart } from './program-chart.ts';
import { spreadFinding } from './spread-finding.ts';

const shared = { experiment: 'scale-out', tells: 'framework' } as const;
const metric = 'serverCpuMsPerRequest';

/** Do more instances keep more cores busy, where there are some to be had? */
export const scaleOutCores = coresChart({
	...shared,
	question: 'scale-out-cores',
	title: 'Cores kept busy by tasks of about 4 ms when all may be used, nginx included',
	load: 'capacity-u2000',
});

/** And where there is one core for all of them? It is full: what a request takes decides how many it carries. */
export const scaleOutOneCore = estimateChart({
	...shared,
	question: 'scale-out-one-core',
	title: 'CPU time of a task of about 4 ms on one core that is full, nginx included',
	metric,
	load: 'capacity-u2000',
	track: '1',
	axis: 'of CPU per request',
	finding: (context) => spreadFinding(context, metric, 'CPU time per request'),
});

/** What does nginx take of it? */
export const scaleOutPrograms = programChart({
	...shared,
	question: 'scale-out-programs',
	title: 'CPU time of one request in nginx and in the instances, 1,000 small requests a second',
	load: 'rate-1000',
	programs: [
		{ name: 'nginx', look: 'solid', includes: (program) => program === 'front' },
		{ name: 'instances', look: 'grey', includes: (program) => program !== 'front' },
	],
	howToRead:
		'A bar is the CPU time of one request in all programs together, medians over rounds. Its stretches, from left to right: nginx, and all instances of the server.',
	finding: (context) => spreadFinding(context, metric, 'CPU time of all programs together'),
});

/** And how long does the hop take? */
export const scaleOutLatency = latencyChart({
	...shared,
	question: 'scale-out-latency',
	title: 'Latency with and without nginx on one core, 1,000 small requests a second',
	draws: ({ load, track, duplicate }) => load === 'rate-1000' && track === '1' && !duplicate,
});
