import { subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { programChart } from './program-chart.ts';
import { memberName, ratioWords, tiersOf } from './tie-finding.ts';
import { listed } from './words.ts';

const metric = 'serverCpuMsPerRequest';

/** What does tracing add to the CPU time of a request, and in which program? */
export const tracingPrograms = programChart({
	question: 'tracing-programs',
	experiment: 'tracing-cost',
	title: 'CPU time of one request through two programs, by how many requests are traced',
	load: 'rate-500',
	programs: [
		{ name: 'front', look: 'solid', includes: (program) => program === 'front' },
		{ name: 'back', look: 'grey', includes: (program) => program === 'back' },
	],
	howToRead:
		'A bar is the CPU time of one request in both programs together, medians over rounds. Its stretches, from left to right: the front, which makes two spans of a request that is traced, and the back, which makes one.',
	finding: besideUntraced,
});

/** And to its latency? */
export const tracingLatency = latencyChart({
	question: 'tracing-latency',
	experiment: 'tracing-cost',
	title: 'Latency through two programs, by how many requests are traced, 500 requests a second',
	draws: ({ load, track, duplicate }) => load === 'rate-500' && track === '1' && !duplicate,
});

/** Each variant of a system beside the same system without tracing: other languages are another question. */
function besideUntraced(context: ChartContext): string | undefined {
	const members = tiersOf(context, metric).flat();
	const unique = [...new Map(members.map((member) => [member.subject, member])).values()];
	const compared = context.cells.flatMap((cell) => {
		const member = unique.find(({ subject }) => subject === subjectOf(cell));
		const reference = unique.find(
			({ cell: other }) =>
				other.implementation === cell.implementation && other.variant === 'untraced',
		);
		if (!member || !reference || member === reference || cell.duplicate) return [];
		const name = memberName(member, context);
		return [
			`${name} has ${ratioWords(member, reference, context, metric)} that of its own untraced`,
		];
	});
	return compared.length === 0 ? undefined : `CPU time per request: ${listed(compared)}.`;
}
