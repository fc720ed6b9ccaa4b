import { parseArgs } from 'node:util';
import { exitCode, runScript, startScript } from './child.ts';
import { explainMissing, missingTools } from './tools.ts';

/*
 * npm start: measure on this machine, lay the result over the site, build it, serve it.
 * npm start -- --no-serve ends after the build.
 */

const astro = 'node_modules/astro/bin/astro.mjs';
const local = { LOCAL_RESULTS: '1' };

process.exitCode = await start(process.argv.slice(2));
if (process.connected) process.disconnect?.();

async function start(argv: readonly string[]): Promise<number> {
	const { values } = parseArgs({
		args: [...argv],
		options: { 'no-serve': { type: 'boolean', default: false } },
	});
	const missing = missingTools();
	for (const tool of missing) say(explainMissing(tool));

	if (['git', 'cc', 'cargo'].some((tool) => missing.includes(tool))) {
		say('The site is built from the published results alone.');
	} else {
		const measured = await runScript(['bench-runner/cli.ts', 'prime', '--profile', 'quick']);
		if (measured !== 0) return measured;
	}
	say('Building the site with your results ...');
	const built = await runScript([astro, 'build', '--silent'], local);
	if (built !== 0 || values['no-serve']) return built;
	// Without --open, of which `false` would be the page to open.
	return exitCode(startScript([astro, 'preview'], local));
}

function say(sentence: string): void {
	process.stdout.write(`${sentence}\n`);
}
