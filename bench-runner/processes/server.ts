import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import { CliError, Interrupted } from '../error.ts';
import { describeExit, type ProcessGroup, startGroup } from './group.ts';
import type { Guardian } from './guardian.ts';

export interface RunningServer {
	group: ProcessGroup;
	port: number;
	/** Of a system: the programs beside its front, by name. */
	parts?: ReadonlyMap<string, RunningServer>;
}

const readyWithinSeconds = 15;
/** A machine that is slow or busy gets so many times as long as a variant says. */
const startAllowance = 4;

export interface Surroundings {
	guardian: Guardian;
	signal?: AbortSignal;
	/** Beside what the variant declares. */
	environment?: Record<string, string>;
}

/**
 * Starts one variant and waits until it says that it is ready.
 *
 * @throws CliError with the last of its output when it ends or stays silent; Interrupted when asked to stop
 */
export async function startServer(
	implementation: Implementation & { folder: string },
	variant: string,
	cpus: readonly number[] | undefined,
	surroundings: Surroundings,
): Promise<RunningServer> {
	const { signal } = surroundings;
	const { group, port } = await beginServer(implementation, variant, cpus, surroundings);
	const startSeconds = implementation.variants[variant]?.startSeconds;
	const withinSeconds = Math.max(
		readyWithinSeconds,
		...(startSeconds === undefined ? [] : [startAllowance * startSeconds]),
	);
	const deadline = performance.now() + withinSeconds * 1000;
	while (!(await isReady(port))) {
		if (signal?.aborted) {
			await group.stop(1);
			throw new Interrupted();
		}
		const ended = group.hasExited();
		if (ended || performance.now() > deadline) {
			const what = ended
				? `ended with ${describeExit(await group.exited)}`
				: `was not ready within ${withinSeconds} s`;
			await group.stop(1);
			throw new CliError(
				`${implementation.id}:${variant} ${what}. It said: ${group.output().trim() || 'nothing'}`,
			);
		}
		await delay(20);
	}
	return { group, port };
}

/** Starts one variant and does not wait: for whoever wants to see it become ready. */
export async function beginServer(
	implementation: Implementation & { folder: string },
	variant: string,
	cpus: readonly number[] | undefined,
	{ guardian, environment = {} }: Surroundings,
): Promise<RunningServer> {
	const declared = implementation.variants[variant];
	if (!declared) throw new CliError(`${implementation.id} has no variant "${variant}".`);
	refuseWithoutMemory(`${implementation.id}:${variant}`, declared.memoryMegabytes);
	const port = await freePort();
	const group = startGroup({
		command: declared.start,
		cwd: implementation.folder,
		environment: {
			...environment,
			...declared.environment,
			HOST: '127.0.0.1',
			PORT: String(port),
			VARIANT: variant,
		},
		cpus,
		guardian,
	});
	return { group, port };
}

/**
 * A machine without the memory would swap, or kill what it likes: better nothing than that.
 *
 * @throws CliError that says what it takes and what there is
 */
export function refuseWithoutMemory(
	subject: string,
	neededMegabytes: number | undefined,
	availableMegabytes = Math.floor(process.availableMemory() / 1e6),
): void {
	if (neededMegabytes === undefined || neededMegabytes <= availableMegabytes) return;
	throw new CliError(
		`${subject} takes ${neededMegabytes} MB of memory, and ${availableMegabytes} MB are free; it was not started.`,
	);
}

const stopsWithinSeconds = 5;

/** @returns a sentence where it did not end when asked to, and was killed */
export async function stopServer(
	{ group }: RunningServer,
	subject: string,
): Promise<string | undefined> {
	const hadExited = group.hasExited();
	const exit = await group.stop(stopsWithinSeconds);
	if (hadExited || exit.signal !== 'SIGKILL') return undefined;
	return `${subject} did not end within ${stopsWithinSeconds} s of SIGTERM and was killed.`;
}

/**
 * Drawn from below what Linux (from 32768) and macOS (from 49152) give to connections that leave, so that no client takes it
 * between being found free here and being listened on by the server.
 */
async function freePort(attempts = 100): Promise<number> {
	const port = randomInt(20_000, 32_000);
	if (await isFree(port)) return port;
	if (attempts > 1) return freePort(attempts - 1);
	throw new CliError('No free port was found between 20000 and 31999: end what listens there.');
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

function isReady(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const asked = request({ host: '127.0.0.1', port, path: '/ready', agent: false, timeout: 1000 });
		asked.on('response', (answer) => {
			answer.resume();
			resolve(answer.statusCode === 200);
		});
		asked.on('timeout', () => asked.destroy());
		asked.on('error', () => resolve(false));
		asked.end();
	});
}
