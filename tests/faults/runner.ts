import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Run, RunSchema } from '../../src/core/schemas/run.ts';
import type { FaultyRepository } from './repository.ts';

export interface RunningRunner {
	child: ChildProcess;
	/** Exit code or the name of the signal. */
	ended: Promise<number | NodeJS.Signals>;
	output(): string;
}

/** The command as a person types it after `npm run bench --`, without waiting for its end. */
export function startBench(
	{ root, environment }: FaultyRepository,
	words: readonly string[],
	faults: Record<string, string> = {},
): RunningRunner {
	const child = spawn(process.execPath, ['bench-runner/cli.ts', ...words], {
		cwd: root,
		env: { ...process.env, ...environment, ...faults },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const ended = new Promise<number | NodeJS.Signals>((resolve) =>
		child.on('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL')),
	);
	return { child, ended, output: () => output };
}

/** The same, to its end. */
export async function bench(
	repository: FaultyRepository,
	words: readonly string[],
	faults: Record<string, string> = {},
): Promise<{ code: number | NodeJS.Signals; output: string }> {
	const runner = startBench(repository, words, faults);
	const code = await runner.ended;
	return { code, output: runner.output() };
}

/** These look into /proc; the code under test is the same on macOS. */
export const onLinux = process.platform === 'linux';

export const smoke = ['faults', '--profile', 'smoke'];

/** Waits until a program has come to where `PAUSE_AT` stops it. */
export async function untilPaused(
	{ root }: FaultyRepository,
	runner: RunningRunner,
): Promise<void> {
	const until = performance.now() + 60_000;
	while (!existsSync(join(root, 'paused'))) {
		if (runner.child.exitCode !== null || performance.now() > until) {
			throw new Error(`The runner never came to where it should stop:\n${runner.output()}`);
		}
		await delay(10);
	}
}

/** Processes that were started in this repository, children of the dead too: each hands its environment on. */
export function processesOf({ root }: FaultyRepository): { pid: number; commandLine: string }[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((pid) => read(`/proc/${pid}/environ`).includes(`FAULTS_ROOT=${root}\0`))
		.map((pid) => ({
			pid: Number(pid),
			commandLine: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '),
		}));
}

/** What still runs after five seconds, which the guardian needs only a moment of. */
export async function leftBehind(repository: FaultyRepository): Promise<string[]> {
	const until = performance.now() + 5000;
	for (;;) {
		const left = processesOf(repository).map(({ commandLine }) => commandLine);
		if (left.length === 0 || performance.now() > until) return left;
		await delay(20);
	}
}

/** The only run that was published on this machine. */
export function publishedRun({ root }: FaultyRepository): Run {
	const [path, ...others] = globSync('.bench/published/*/run.json', { cwd: root });
	if (path === undefined || others.length > 0) throw new Error('There is not exactly one run.');
	return RunSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
}

export function hasLock({ root }: FaultyRepository): boolean {
	return existsSync(join(root, 'tmp/concurrency-measured.lock'));
}

function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
