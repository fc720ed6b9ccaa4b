import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildImplementation } from '../../implementations/contract/build.ts';
import type { Language } from '../../src/core/schemas/implementation.ts';
import { findExperiment } from '../catalogue.ts';
import { CliError } from '../error.ts';
import type { Finding, Inspect, InspectionContext } from './inspection.ts';
import { countLines } from './lines-of-code.ts';
import { fiveDigits } from './raw-inspection.ts';

/** What earlier builds left beside the source; a clean build has none of it. */
const builtFolders = new Set(['node_modules', 'target', 'bin']);

/**
 * A line that every compiler has to compile: a comment would leave Go's object file as it was, and its linker idle. Node.js
 * compiles nothing before it runs, so it has no incremental build.
 */
const addedLine: Partial<Record<Language, string>> = {
	go: 'var addedLine = 1',
	rust: '#[allow(dead_code)] static ADDED_LINE: u8 = 1;',
};

/**
 * What building costs whoever changes the program, in a copy of its folder: from nothing, and after one more line. The compiler's
 * own caches begin empty, Go's standard library among them, which Go compiles like any package; Rust's comes compiled. What
 * has to be downloaded was downloaded by the build stage before. Of several build commands the first alone is run: it makes
 * the main program, and the others variants of it.
 */
export const buildCost: Inspect = async (context) => {
	const { implementation, trial, catalogue } = context;
	const temporary = mkdtempSync(join(tmpdir(), 'build-cost-'));
	const copy = join(temporary, 'source');
	try {
		cpSync(implementation.folder, copy, {
			recursive: true,
			filter: (path) => !builtFolders.has(basename(path)),
		});
		const linesOfCode = countLines(copy);
		const clean = await secondsOfBuild(context, copy, temporary);
		const line = addedLine[implementation.language];
		const { workload } = findExperiment(catalogue, trial.experiment);
		const file = implementation.workloads[workload];
		if (file === undefined) throw new CliError(`It has no file for the workload "${workload}".`);
		if (line === undefined) return found({ buildSecondsClean: clean, linesOfCode });
		appendFileSync(join(copy, file), `\n${line}\n`);
		const incremental = await secondsOfBuild(context, copy, temporary);
		return found({ buildSecondsClean: clean, buildSecondsIncremental: incremental, linesOfCode });
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
};

const found = (metrics: Finding['metrics']): Finding => ({ metrics, answers: 0 });

async function secondsOfBuild(
	{ implementation, cpus, signal }: InspectionContext,
	folder: string,
	temporary: string,
): Promise<number> {
	const [command] = implementation.build;
	if (!command) throw new CliError(`${implementation.id} needs no build.`);
	const pinned = cpus === undefined ? [] : ['taskset', '-c', cpus.join(',')];
	const caches = [`GOCACHE=${join(temporary, 'go-cache')}`, 'npm_config_prefer_offline=true'];
	const build = [[...pinned, 'env', ...caches, ...command]];
	const { seconds } = await buildImplementation({ ...implementation, build }, folder, signal);
	return fiveDigits(seconds);
}
