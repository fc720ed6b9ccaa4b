import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningRunner, startBench as startBenchIn } from '../faults/runner.ts';

export const root = join(import.meta.dirname, '../..');

/** The real runner on the real servers, in the profile that takes seconds. */
export function startRunner(...options: string[]): RunningRunner {
	return startBench('prime', '--profile', 'smoke', ...options);
}

/** `npm run bench -- ` and these words. */
export function startBench(...words: string[]): RunningRunner {
	return startBenchIn({ root, environment: {} }, words);
}

/** Waits until the runner has a child whose command line matches. @returns its pid */
export async function untilChild(runner: RunningRunner, commandLine: RegExp): Promise<number> {
	for (let tries = 0; tries < 6000; tries++) {
		const found = descendants(runner.child.pid ?? -1).find((pid) =>
			commandLine.test(readCommandLine(pid)),
		);
		if (found !== undefined) return found;
		if (runner.child.exitCode !== null) break;
		await delay(5);
	}
	throw new Error(`The runner never started ${commandLine}. It said:\n${runner.output()}`);
}

/** Sends a signal to the runner itself, not to the servers and tools that it started. */
export function signalRunner(runner: RunningRunner, signal: 'SIGSTOP' | 'SIGCONT'): void {
	const pid = runner.child.pid ?? -1;
	for (const one of [pid, ...descendants(pid)]) {
		if (/bench-runner\/cli\.ts/.test(readCommandLine(one))) process.kill(one, signal);
	}
}

/** Every process below this one. */
export function descendants(pid: number): number[] {
	const own = children(pid);
	return [...own, ...own.flatMap(descendants)];
}

function isAlive(pid: number): boolean {
	const state = /^State:\s+(\S)/m.exec(read(`/proc/${pid}/status`))?.[1];
	return state !== undefined && state !== 'Z';
}

/** The guardian needs a moment to see its pipe close. */
export async function untilGone(pids: readonly number[]): Promise<number[]> {
	for (let tries = 0; tries < 100 && pids.some(isAlive); tries++) await delay(50);
	return pids.filter(isAlive);
}

function children(pid: number): number[] {
	try {
		return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
			read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
		);
	} catch {
		return [];
	}
}

function readCommandLine(pid: number): string {
	return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
