import { findFinishedRun, readFinishedRun, readInternals, readPoolOf } from '../finished-runs.ts';
import { describeInternals } from './describe-internals.ts';
import { describeRun } from './describe-run.ts';

/** Prints a finished run, by default the newest one of this machine. */
export function show(root: string, id: string | undefined): number {
	showRun(root, findFinishedRun(root, id));
	return 0;
}

export function showRun(root: string, folder: string): void {
	const found = readFinishedRun(folder);
	const lines = [
		...describeRun(found, readPoolOf(root, found.run)),
		...describeInternals(found.run, readInternals(folder)),
	];
	process.stdout.write(`\n${lines.join('\n')}\n\nFiles: ${folder}\n`);
}
