import type { TierMember } from '../core/comparability/tiers.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { programChart } from './program-chart.ts';
import { memberName, ratioWords, tiersOf } from './tie-finding.ts';

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
	const members = new Map(tiersOf(context, metric).flatMap((tier) => tier.map(bySubject)));
	const compared = context.cells.flatMap((cell) => {
		const member = members.get(subjectOf(cell));
		const reference = members.get(`${cell.implementation}:untraced`);
		if (!member || !reference || member === reference || cell.duplicate) return [];
		return [`${memberName(member, context)} has ${ratioWords(member, reference, context, metric)}`];
	});
	if (compared.length === 0) return undefined;
	return `CPU time per request, as a multiple of that of the same system untraced: ${compared.join('; ')}.`;
}

function bySubject(member: TierMember): [subject: string, member: TierMember] {
	return [member.subject, member];
}
