import type { Run } from '../schemas/run.ts';

/** What may be pooled: runs of one machine, the reader's own before published ones. */
export type PoolQuery = {
	/** `owner/name` of this clone: its own runs come before those of others. */
	repository?: string | undefined;
	/** Runs made on the reader's own machine; the only ones that may be `quick`. */
	local?: readonly Run[] | undefined;
};

/**
 * The runs that stand together where a page pools several, oldest first: those of the machine that the
 * newest one was made on. Noise is a property of a machine, so runs of two are never pooled.
 *
 * @param committed published runs, in any order
 */
export function runsOfOneMachine(committed: readonly Run[], query: PoolQuery = {}): Run[] {
	const published = committed.filter(({ profile }) => profile === 'standard' || profile === 'full');
	const own = published.filter(
		({ repository }) => repository !== undefined && repository === query.repository,
	);
	const local = (query.local ?? []).filter(({ profile }) => profile !== 'smoke');
	const [candidates = []] = [local, own, published].filter((group) => group.length > 0);
	const ordered = candidates.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
	const newest = ordered.at(-1);
	return newest === undefined ? [] : ordered.filter((run) => isSameMachine(run, newest));
}

/** No machine says who it is; these are what a run knows of it. */
export function isSameMachine({ machine: a }: Run, { machine: b }: Run): boolean {
	return (
		a.class === b.class &&
		a.cpuModel === b.cpuModel &&
		a.physicalCores === b.physicalCores &&
		a.logicalCores === b.logicalCores
	);
}
