import type { Run } from '../schemas/run.ts';

/**
 * How often an experiment was run, for a page that has no run to show.
 *
 * @param runs the committed ones; those of an article's own command are of another question
 * @returns `once`, `twice`, `3 times`; undefined where it never was
 */
export function timesTried(runs: readonly Run[], experiment: string): string | undefined {
	const count = runs.filter(
		(run) => run.asPublished !== true && run.experiments.includes(experiment),
	).length;
	return [undefined, 'once', 'twice'][count] ?? (count === 0 ? undefined : `${count} times`);
}
