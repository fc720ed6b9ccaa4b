import type { Sample } from './stages/5-sample.ts';

/** What had been used by a moment between two of the periodic looks, read off the line between them; undefined outside of them. */
export function lookAt(atMs: number, samples: readonly Sample[]): Sample | undefined {
	const earlier = samples.findLast((sample) => sample.atMs <= atMs);
	const later = samples.find((sample) => sample.atMs > atMs);
	return earlier && later && between(earlier, later, atMs);
}

function between(earlier: Sample, later: Sample, atMs: number): Sample {
	const share = (atMs - earlier.atMs) / (later.atMs - earlier.atMs);
	const { programCpuNs: earlierPrograms, ...before } = earlier;
	const { programCpuNs: laterPrograms, ...after } = later;
	return {
		...(betweenEach(before, after, share) as Omit<Sample, 'programCpuNs'>),
		...(earlierPrograms &&
			laterPrograms && { programCpuNs: betweenEach(earlierPrograms, laterPrograms, share) }),
	};
}

function betweenEach(
	before: Partial<Record<string, number>>,
	after: Partial<Record<string, number>>,
	share: number,
): Record<string, number> {
	const values = Object.entries(before).flatMap(([name, from]) => {
		const to = after[name];
		if (from === undefined || to === undefined) return [];
		return [[name, name === 'serverProcesses' ? from : from + share * (to - from)] as const];
	});
	return Object.fromEntries(values);
}
