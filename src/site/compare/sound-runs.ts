import { whyRunNotUsable } from '../../core/comparability/why-not-comparable-runs.ts';
import { cellsOf, runs } from '../data/index.ts';
import type { PublishedRun } from '../data/read-results.ts';

/** Ids of the runs that stand there for a reader who has not chosen: published, gated, and with the usual figure. */
export function soundRuns(): string[] {
	return runs()
		.filter(
			(published) =>
				['standard', 'full'].includes(published.run.profile) &&
				whyRunNotUsable(published.run) === undefined &&
				hasUsualFigure(published),
		)
		.map(({ run }) => run.id);
}

/** That is CPU time per request, which a run that looks at files or memory has not. */
function hasUsualFigure(published: PublishedRun): boolean {
	return cellsOf(published).some(
		({ cell }) => cell.status === 'measured' && cell.summary.serverCpuMsPerRequest !== undefined,
	);
}
