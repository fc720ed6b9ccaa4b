/**
 * What a person does about a result file that cannot be read, by where it lies. Each stage writes its own files from
 * those before it, so all but a measurement and the plan can be made again from what is there.
 */
export function recoveryHint(path: string): string | undefined {
	const published = /(?:^|\/)(content\/results\/.+)$/.exec(path)?.[1];
	if (published)
		return `A published run is never edited. Restore it with: git checkout -- ${published}`;
	const [, id, rest] = /\/\.bench\/([^/]+)\/(.+)$/.exec(path) ?? [];
	if (id === undefined || rest === undefined) return undefined;
	if (id === 'published') {
		const run = rest.split('/')[0] ?? '';
		return `Write it again from the measured run with: npm run bench -- publish ${run}`;
	}
	const trial =
		/^4-load\/(.+)\/[^/]+\.json$/.exec(rest)?.[1] ??
		/^5-sample\/(.+?)(?:\/profile)?\.json$/.exec(rest)?.[1];
	if (trial) {
		return `Remove .bench/${id}/4-load/${trial} and go on with --resume: that trial alone is measured again.`;
	}
	if (rest === '1-plan.json' || rest === 'session.json') {
		return 'Without it the run cannot go on. Its windows are kept; start a new run without --resume.';
	}
	return `Remove .bench/${id}/${rest} and go on with --resume: it is made again, and nothing is measured twice.`;
}
