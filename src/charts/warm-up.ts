import { formatNumber } from '../core/format.ts';
import type { Cell, MetricName } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { Chart, ChartContext } from './chart.ts';
import { curveChart } from './curve-chart.ts';
import { percentileReading } from './percentile-reading.ts';
import { listed, threeDigits } from './words.ts';

const cpu = 'serverCpuMsPerRequest';

/** What does a request cost, by how many its process has answered before? */
export const warmUpCpu = overAge({
	question: 'warm-up-cpu',
	title: 'CPU time of a request by how many its process has had, from the first on, on one core',
	metric: cpu,
	figure: (cell) => {
		const estimate = cell.status === 'measured' ? cell.summary[cpu] : undefined;
		return estimate && { ...estimate, value: estimate.median };
	},
	words: (value) => `${threeDigits(value)} ms`,
	up: 'CPU time per request, ms',
	finding: (context) => finding(context, cpu, 'CPU time of a request'),
});

/** And how long does whoever sends it wait? */
export const warmUpLatency = overAge({
	question: 'warm-up-latency',
	title: 'Median latency by how many requests a process has had, from the first on, on one core',
	metric: 'latencyMsP50',
	...percentileReading(50),
	up: 'p50, ms from the intended start',
	finding: (context) => finding(context, 'latencyMsP50', 'median latency'),
});

type AgeQuestion = Pick<Chart, 'question' | 'title' | 'metric' | 'finding'> &
	Pick<Parameters<typeof curveChart>[0], 'figure' | 'words' | 'whyAbsent'> & { up: string };

function overAge({ up, ...question }: AgeQuestion): Chart {
	return curveChart({
		...question,
		experiment: 'warm-up',
		tells: 'framework',
		draws: (cell) => ageOf(cell) !== undefined && cell.track === '1' && !cell.duplicate,
		at: ageOf,
		axes: {
			x: { title: 'requests until then', scale: 'log', values: [100, 200, 400, 800, 1500, 2900] },
			y: { title: up, scale: 'log' },
		},
		table: {
			at: 'Requests until then',
			figure: up,
			atWords: (age) => formatNumber(age),
		},
	});
}

const FIRST_AGE = 100;

/** `requests-101-to-200`: the last of them. */
function ageOf({ load }: Cell): number | undefined {
	const [, last] = /^requests-\d+-to-(\d+)$/.exec(load) ?? [];
	return last === undefined ? undefined : Number(last);
}

/** How many times its last figure each subject's first is. */
function finding(context: ChartContext, metric: MetricName, noun: string): string | undefined {
	const aged = context.cells.flatMap((cell) => {
		const age = ageOf(cell);
		return age === undefined ? [] : [{ cell, age, subject: subjectOf(cell) }];
	});
	const subjects = [...new Set(aged.map(({ subject }) => subject))];
	const times = subjects.flatMap((subject) => {
		const own = aged.filter((one) => one.subject === subject).toSorted((a, b) => a.age - b.age);
		// Without those of the first hundred, whose gates may have failed, there is nothing to set beside the last.
		if (own[0]?.age !== FIRST_AGE) return [];
		const [first, last] = [own[0], own.at(-1)].map((one) => one && medianOf(one.cell, metric));
		if (first === undefined || last === undefined || own.length < 2) return [];
		const { name, detail } = context.labelOf(subject);
		return [`${threeDigits(first / last)} times in ${name} ${detail}`];
	});
	if (times.length === 0) return undefined;
	return `Beside the last, the ${noun} among the first hundred is ${listed(times)}.`;
}

function medianOf(cell: Cell, metric: MetricName): number | undefined {
	return cell.status === 'measured' ? cell.summary[metric]?.median : undefined;
}
