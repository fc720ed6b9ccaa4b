import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Built {
	wallSeconds: number;
	/** Of the build and of every process it started. */
	cpuSeconds: number;
}

/**
 * Builds the site into a folder.
 *
 * @param results a folder of runs in the place of the published ones
 * @throws Error with what the build printed
 */
export async function buildSite(outDir: string, results?: string): Promise<Built> {
	// `times` prints what the shell itself has used, then what its children have (POSIX).
	const script =
		'"$0" node_modules/astro/bin/astro.mjs build --silent --outDir "$1" || exit; times';
	const environment = { ...process.env, ...(results && { RESULTS_FOLDER: results }) };
	const from = performance.now();
	const { stdout } = await promisify(execFile)('sh', ['-c', script, process.execPath, outDir], {
		env: environment,
		maxBuffer: 2 ** 26,
	});
	const wallSeconds = (performance.now() - from) / 1000;
	const [, children = ''] = stdout.trim().split('\n').slice(-2);
	const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
		([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
	);
	return { wallSeconds, cpuSeconds: seconds.reduce((sum, one) => sum + one, 0) };
}
