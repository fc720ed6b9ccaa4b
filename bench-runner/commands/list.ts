import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue } from '../catalogue.ts';
import { describeError } from '../error.ts';
import { isResumable, listRuns, runFolder } from '../run-folder.ts';

/** Everything that can be measured, and every run that is here. */
export function list(root: string): number {
	const { experiments } = readCatalogue(root);
	const lines = ['Experiments'];
	for (const { id, question, profiles, subjects } of experiments.values()) {
		lines.push(`  ${id}  ${question}`);
		lines.push(`    profiles: ${Object.keys(profiles).join(', ')}`);
		lines.push(
			...subjects.map((subject) => `    ${subject.id}  tracks ${subject.tracks.join(', ')}`),
		);
	}
	const published = publishedRuns(join(root, 'content/results'));
	const local = publishedRuns(join(root, '.bench/published'));
	lines.push('Runs');
	lines.push(...published.map((id) => `  ${id}  in content/results`));
	lines.push(...local.map((id) => `  ${id}  on this machine`));
	lines.push(...listRuns(root).flatMap((id) => describeUnfinished(root, id)));
	if (published.length + local.length === 0) lines.push('  none yet: npm run bench -- prime');
	process.stdout.write(`${lines.join('\n')}\n`);
	return 0;
}

/** One unreadable run must not hide the others. */
function describeUnfinished(root: string, id: string): string[] {
	try {
		if (!isResumable(runFolder(root, id))) return [];
		return [`  ${id}  stopped, or with failed trials: can be resumed`];
	} catch (error) {
		return [`  ${id}  unreadable: ${describeError(error)}`];
	}
}

/** Ids of the finished runs in a folder, oldest first. */
function publishedRuns(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => existsSync(join(folder, name, 'run.json')))
		.sort();
}
