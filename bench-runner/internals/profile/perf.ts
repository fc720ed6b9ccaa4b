import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Interrupted } from '../../error.ts';
import { descendants } from '../../probes/process-tree.ts';
import { abortable } from '../../processes/abortable.ts';
import { describeExit, type ProcessGroup, startGroup } from '../../processes/group.ts';
import type { Guardian } from '../../processes/guardian.ts';
import { parsePerfScript, type RawProfile } from './perf-script.ts';

/** perf of Linux, attached to running processes and to all that they start. */
export interface Perf {
	detach(): Promise<void>;
	/** Names what was sampled, which takes a second or two of one core. */
	read(root: string): Promise<RawProfile>;
	/** Removes all that was written for it, here and by V8. */
	discard(): void;
}

interface Surroundings {
	guardian: Guardian;
	signal: AbortSignal;
}

/**
 * `cpu-clock` is a timer of the kernel, so it is there in every virtual machine, where the counters of the CPU often are not.
 * Some 2,000 looks a second of CPU time, because a window lasts a second or less and its share of 40 % is then known to 1.5;
 * a prime number falls into step with no timer of a server. No call stacks: two of the three languages keep no frame
 * pointers, and a function's own time is all that is asked. The wall clock is what a window's times are in.
 */
const sampling = ['-e', 'cpu-clock', '-F', '1999', '-k', 'CLOCK_REALTIME'];

/** Symbols are read at once and from the programs themselves, so there is nothing to be kept in `~/.debug`. */
const keepNothing = ['--no-buildid', '--no-buildid-cache'];

const attachedWithinMs = 5000;
const stopsWithinSeconds = 10;
const namedWithinMs = 60_000;

/** Why there can be no profile on this system, in a sentence; undefined where one may try. */
export function whyNoPerf(platform = process.platform): string | undefined {
	if (platform !== 'linux') return 'Profiles are taken with perf, which is there on Linux alone.';
	if (spawnSync('perf', ['--version'], { stdio: 'ignore' }).status === 0) return undefined;
	return 'perf is not installed. On Debian: sudo apt-get install linux-perf; on Ubuntu: sudo apt-get install linux-tools-$(uname -r)';
}

/** @param folder an existing one, for perf's own file */
export async function attachPerf(
	rootPids: readonly number[],
	folder: string,
	{ guardian, signal }: Surroundings,
): Promise<Perf> {
	const pids = rootPids.flatMap(descendants);
	const data = join(folder, 'perf.data');
	const record = ['record', ...sampling, ...keepNothing, '-o', data, '-p', pids.join(',')];
	const group = startGroup({ command: ['perf', ...record], cwd: folder, guardian });
	await untilAttached(group, data, signal);
	let missing: string | undefined;
	return {
		async detach() {
			const endedEarly = group.hasExited();
			const exit = await group.stop(stopsWithinSeconds);
			if (endedEarly) missing = describeRefusal(group.output());
			else if (exit.signal === 'SIGKILL') missing = 'perf did not end when asked to.';
		},
		read: async (root) =>
			missing === undefined ? nameSamples(data, folder, root, { guardian, signal }) : { missing },
		discard() {
			for (const path of [data, ...pids.map(mapOf)]) rmSync(path, { force: true });
		},
	};
}

/** perf writes the head of its file when its counters are open, and starts them a moment later. */
async function untilAttached(group: ProcessGroup, data: string, signal: AbortSignal) {
	const deadline = performance.now() + attachedWithinMs;
	const hasBegun = () => existsSync(data) && statSync(data).size > 0;
	while (!hasBegun() && !group.hasExited() && performance.now() < deadline) {
		if (signal.aborted) {
			await group.stop(1);
			throw new Interrupted();
		}
		await delay(10);
	}
	await delay(100);
}

async function nameSamples(
	data: string,
	folder: string,
	root: string,
	{ guardian, signal }: Surroundings,
): Promise<RawProfile> {
	const fields = ['--ns', '--no-inline', '--fields', 'time,event,ip,sym,dso'];
	const group = startGroup({
		command: ['perf', 'script', '-i', data, ...fields],
		cwd: folder,
		// Else it may ask a server of a distribution for symbols.
		environment: { DEBUGINFOD_URLS: '' },
		captureOutput: true,
		guardian,
	});
	const overdue = AbortSignal.timeout(namedWithinMs);
	try {
		const exit = await abortable(group.exited, AbortSignal.any([signal, overdue]));
		if (exit.code === 0) return parsePerfScript(group.standardOutput(), root);
		return { missing: `perf script ended with ${describeExit(exit)}: ${group.output().trim()}` };
	} catch (error) {
		if (signal.aborted || !overdue.aborted) throw error;
		return { missing: `perf script had not ended after ${namedWithinMs / 1000} s.` };
	} finally {
		await group.stop(1);
	}
}

/** Where V8 writes the names of what it compiled, and perf reads them. */
function mapOf(pid: number): string {
	return `/tmp/perf-${pid}.map`;
}

/** perf explains itself over many lines, of which the first tells it; what helps is nearly always one setting. */
function describeRefusal(output: string): string {
	const [first = 'it said nothing'] = output
		.split('\n')
		.map((text) => text.trim())
		.filter((text) => text !== '' && text !== 'Error:');
	return `perf ended before the load did: ${first} If the kernel refused it: sudo sysctl kernel.perf_event_paranoid=1`;
}
