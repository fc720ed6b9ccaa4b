import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckout } from '../probes/checkout.ts';
import { runFolder } from '../run-folder.ts';
import { gate } from '../stages/6-gate.ts';
import { summarise } from '../stages/7-summarise.ts';
import { publish } from '../stages/8-publish.ts';

/**
 * The stages after the load, once more for a run that was measured: its raw files are kept, so that a gate that was wrong costs
 * no second run. Where the commit is another one by now, the run says so.
 *
 * @returns the folder it is published in
 * @throws CliError as `publish` does
 */
export function publishAgain(root: string, run: string, options: { commit: boolean }): string {
	const folder = runFolder(root, run);
	// What is not finished is not judged, and `publish` says so.
	if (existsSync(join(folder.summary, 'run.json'))) {
		gate(folder);
		summarise(folder, readCheckout(root).commit);
	}
	return publish(root, folder, options);
}
