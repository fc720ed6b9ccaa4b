import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OriginDescription } from '../../src/core/schemas/run.ts';

/** A slow origin in a process of its own, for all servers of a run. */
export interface OriginService {
	/** Where its documents are, below `/documents/`. */
	url: string;
	pid: number;
	description: OriginDescription;
	/** How many documents it was asked for so far, by whomever. */
	requests(): Promise<number>;
	stop(): Promise<void>;
}

/** What a request to another service in the same data centre takes that asks a database in its turn. */
const delayMs = 20;

/**
 * @param cpus the logical CPUs on which alone it may run; absent: all
 * @throws Error in a sentence where it does not start
 */
export async function startOrigin(cpus?: readonly number[]): Promise<OriginService> {
	const main = join(import.meta.dirname, 'main.ts');
	const [program, ...parameters] = withAffinity([process.execPath, main, String(delayMs)], cpus);
	// Detached: a signal to the runner's group is the runner's affair, and ends this with it.
	const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
	child.stdin.on('error', () => {});
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', () => resolve());
	});
	const said = once(createInterface(child.stdout), 'line') as Promise<[string]>;
	const port = await Promise.race([said.then(([line]) => Number(line)), ended]);
	if (port === undefined || child.pid === undefined) {
		throw new Error('The slow origin (services/origin) ended before it said its port.');
	}
	child.unref();
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		pid: child.pid,
		description: { delayMs },
		async requests() {
			const answer = await fetch(`${url}/requests`);
			return ((await answer.json()) as { requests: number }).requests;
		},
		async stop() {
			child.ref();
			child.stdin.end();
			await ended;
		},
	};
}

function withAffinity(
	command: [string, ...string[]],
	cpus?: readonly number[],
): [string, ...string[]] {
	return cpus === undefined ? command : ['taskset', '-c', cpus.join(','), ...command];
}
