import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Guardian } from './guardian.ts';

export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/** A program with all its children: one process group whose id is the program's pid. */
export interface ProcessGroup {
	pid: number;
	exited: Promise<Exit>;
	hasExited(): boolean;
	/** The last 8,192 characters that it printed; both streams, or only standard error where the other is captured. */
	output(): string;
	/** All of its standard output; empty unless `captureOutput` was asked for. */
	standardOutput(): string;
	signal(signal: NodeJS.Signals): void;
	/** Asks with SIGTERM, waits, then kills what is left of the group; answers when the program itself has ended. */
	stop(graceSeconds: number): Promise<Exit>;
}

export interface StartOptions {
	command: readonly string[];
	cwd: string;
	environment?: Record<string, string>;
	/** Logical CPUs for the whole group; absent: wherever the system likes. */
	cpus?: readonly number[] | undefined;
	input?: string;
	captureOutput?: boolean;
	guardian: Guardian;
}

/** Far beyond any result: a program that prints without end must not take the runner's memory with it. */
const capturedBytesMax = 256 * 2 ** 20;

/** A program that has ended has written all that it will, but on a busy machine it is not read at once. */
const lastWordsMs = 500;

/** Affinity is set before exec, because Go, Tokio and libuv read it once, at their start. */
export function startGroup(options: StartOptions): ProcessGroup {
	const [program = '', ...rest] = behindGate(withAffinity(options.command, options.cpus));
	const child = spawn(program, rest, {
		cwd: options.cwd,
		env: { ...process.env, ...options.environment },
		detached: true,
		stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
	});
	child.stdin?.on('error', () => {});
	child.stdin?.end(options.input);
	const group = child.pid;
	if (group !== undefined) options.guardian.watch(group);
	const gate = child.stdio[3] as Writable;
	gate.on('error', () => {});
	gate.end('\n');
	const output = keepTail(
		options.captureOutput ? [child.stderr] : [child.stdout, child.stderr],
		8192,
	);
	const captured: Buffer[] = [];
	let capturedBytes = 0;
	if (options.captureOutput) {
		child.stdout?.on('data', (chunk: Buffer) => {
			captured.push(chunk);
			capturedBytes += chunk.length;
			if (capturedBytes <= capturedBytesMax) return;
			output.add(`It printed more than ${capturedBytesMax / 2 ** 20} MiB and was stopped.\n`);
			send('SIGKILL');
			child.stdout?.destroy();
		});
	}

	let exit: Exit | undefined;
	const exited = new Promise<Exit>((resolve) => {
		child.on('error', (error) => {
			output.add(error.message);
			resolve((exit = { code: 127, signal: null }));
		});
		// 'close' comes when the pipes are empty too, which captured output needs. 'exit' does not wait for grandchildren that
		// hold them open; the program's own last words, the reason for its end among them, are read within a moment.
		child.on('close', (code, signal) => resolve((exit = { code, signal })));
		if (options.captureOutput) return;
		child.on('exit', (code, signal) => {
			exit = { code, signal };
			setTimeout(() => resolve({ code, signal }), lastWordsMs).unref();
		});
	});
	const send = (signal: NodeJS.Signals) => group !== undefined && signalGroup(group, signal);

	return {
		pid: group ?? -1,
		exited,
		hasExited: () => exit !== undefined,
		output: output.text,
		standardOutput: () => Buffer.concat(captured).toString(),
		signal: (signal) => void send(signal),
		async stop(graceSeconds) {
			send('SIGTERM');
			const timer = new AbortController();
			await Promise.race([
				exited,
				delay(graceSeconds * 1000, undefined, { signal: timer.signal }).catch(() => {}),
			]);
			timer.abort();
			// The leader may have gone before its children; SIGKILL to an empty group is harmless.
			send('SIGKILL');
			const result = await exited;
			if (group !== undefined) options.guardian.release(group);
			return result;
		},
	};
}

/** "signal SIGKILL" or "exit code 1". */
export function describeExit(exit: Exit): string {
	return exit.signal ? `signal ${exit.signal}` : `exit code ${exit.code}`;
}

/** `taskset` is part of util-linux, so every Linux has it; macOS has nothing like it and runs unpinned. */
export function canPin(): boolean {
	const folders = (process.env['PATH'] ?? '').split(':');
	return process.platform === 'linux' && folders.some((path) => existsSync(`${path}/taskset`));
}

/**
 * The program starts when a line comes, which is sent once the guardian knows of it: a runner that is killed between
 * the two leaves a shell that reads the end of its pipe and goes. After exec(2) it is the same process.
 */
function behindGate(command: readonly string[]): readonly string[] {
	return ['/bin/sh', '-c', 'read -r _ <&3 && exec "$@" 3<&-', 'sh', ...command];
}

function withAffinity(
	command: readonly string[],
	cpus: readonly number[] | undefined,
): readonly string[] {
	return cpus === undefined ? command : ['taskset', '-c', cpus.join(','), ...command];
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-group, signal);
	} catch {
		// ESRCH: the group is already gone, which is what was wanted.
	}
}

function keepTail(streams: (Readable | null)[], limitBytes: number) {
	let text = '';
	const add = (chunk: Buffer | string) => {
		text = (text + chunk.toString()).slice(-limitBytes);
	};
	for (const stream of streams) stream?.on('data', add);
	return { add, text: () => text };
}
