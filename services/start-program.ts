import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A service in a process of its own, for all servers of a run. */
export interface RunningProgram {
	url: string;
	pid: number;
	stop(): Promise<void>;
}

/**
 * Starts a program of a service, which says its port in a line and ends once its standard input does.
 *
 * @param command a file for Node.js and what it is told
 * @param name for whoever reads that it does not start
 * @param cpus the logical CPUs on which alone it may run; absent: all
 * @throws Error in a sentence where it does not start
 */
export async function startProgram(
	command: readonly string[],
	name: string,
	cpus?: readonly number[],
): Promise<RunningProgram> {
	const [program, ...parameters] = withAffinity([process.execPath, ...command], cpus);
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
		throw new Error(`${name} ended before it said its port.`);
	}
	child.unref();
	return {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid,
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
