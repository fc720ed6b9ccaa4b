import { findFinishedRun, readFinishedRun, readPoolOf } from '../finished-runs.ts';
import { describeRun } from './describe-run.ts';

/** Prints a finished run, by default the newest one of this machine. */
export function show(root: string, id: string | undefined): number {
	showRun(root, findFinishedRun(root, id));
	return 0;
}

export function showRun(root: string, folder: string): void {
	const found = readFinishedRun(folder);
	const lines = describeRun(found, readPoolOf(root, found.run));
	process.stdout.write(`\n${lines.join('\n')}\n\nFiles: ${folder}\n`);
}
