import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The commands of a README: the `sh` block under the heading "Run it".
 * The last of them starts the server and stays in the foreground.
 *
 * @throws Error where the README has no such block
 */
export function runItCommands(folder: string): string {
	const path = join(folder, 'README.md');
	const [, section] = readFileSync(path, 'utf8').split(/^## Run it$/m);
	const block = /^```sh\n(.*?)^```$/ms.exec(section?.split(/^## /m)[0] ?? '');
	if (block?.[1] !== undefined) return block[1];
	throw new Error(
		`${path} has no "sh" block under the heading "## Run it"; add the commands there.`,
	);
}
