import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAddress } from './contract-case.ts';
import { partsOf, workloadsOf } from '../../src/core/schemas/implementation.ts';
import { databaseEnvironment } from './database.ts';
import { freePort } from './free-port.ts';
import { ask } from './http-connection.ts';
import { originEnvironment } from './origin.ts';
import { killGroup, spawnGroup } from './processes.ts';
import { findSubject, type Subject } from './subjects.ts';
import { turns } from './turns.ts';
import { PROTECTION_ENVIRONMENT } from './tokens.ts';
import { traceEnvironment } from './trace-receiver.ts';

const LONGEST_START_SECONDS = 15;

/** Two for each core of a small machine: dozens that start at once would each be slow to be ready. */
const toStart = turns(4);

/** A subject that runs and answers. Whoever starts one stops it, in a `finally`. */
export type ServerUnderTest = ServerAddress & {
	/** Leader of the server's own process group. */
	pid: number;
	/** Resolves when the leader ends: with its exit status, or the signal that ended it. */
	exit: Promise<number | NodeJS.Signals>;
	written: { stdout: string; stderr: string };
	/** To the leader alone, as a supervisor does; its workers are its own affair. */
	signal(signal: NodeJS.Signals): void;
	/** Ends the whole group at once, and resolves when the leader is gone. */
	stop(): Promise<void>;
};

/**
 * Starts a subject on a free port of 127.0.0.1 and waits until it says that it listens and `/ready` answers 200.
 *
 * @param environment beyond HOST, PORT and VARIANT, the services of its workloads, and the addresses of the programs that
 *   it is the front of
 * @param options `protection: false` leaves out what servers of the workload `auth` are told
 * @throws Error in a sentence, with what the process wrote to standard error, if it ends or stays silent
 */
export async function startServer(
	subject: Subject,
	environment: Record<string, string> = {},
	{ protection = true } = {},
): Promise<ServerUnderTest> {
	const port = Number(environment['PORT'] ?? (await freePort()));
	const address = { host: '127.0.0.1', port };
	const given = {
		...startEnvironment(subject),
		HOST: address.host,
		PORT: String(address.port),
		...(environment['DATABASE_URL'] === undefined && (await databaseEnvironment(subject))),
		...(protection && protectionOf(subject)),
		...(await partsEnvironment(subject, environment)),
		...(environment['ORIGIN_URL'] === undefined && (await originEnvironment(subject))),
		...(await traceEnvironment(subject)),
		...environment,
	};
	return toStart(async () => {
		const server = follow(spawnGroup(startCommand(subject), subject.folder, given), address);
		try {
			await untilReady(server, nameOf(subject));
			return server;
		} catch (error) {
			await server.stop();
			throw error;
		}
	});
}

/** The programs behind fronts, each started by the first that asks it: they keep nothing of one that another could meet. */
const parts = new Map<string, Promise<ServerUnderTest>>();

/** Where a front finds them; nothing for a server by itself. */
async function partsEnvironment(
	{ implementation, variant }: Subject,
	given: Record<string, string>,
): Promise<Record<string, string>> {
	const wanted = partsOf(implementation, variant).filter(([, { address }]) => !given[address]);
	const addresses = wanted.map(async ([, { subject, address, environment }]) => {
		const part = parts.get(subject) ?? startServer(findSubject(subject), environment);
		parts.set(subject, part);
		return [address, `http://127.0.0.1:${(await part).port}`] as const;
	});
	const found = Object.fromEntries(await Promise.all(addresses));
	// Every case at once on a busy machine: the programs behind outlast the 2 s that are usual.
	return wanted.length === 0 ? found : { ...found, PART_WAIT_MS: '20000' };
}

/** To be called once after all cases. */
export async function stopParts(): Promise<void> {
	await Promise.all([...parts.values()].map(async (part) => (await part).stop()));
}

export function startCommand({ implementation, variant }: Subject): readonly string[] {
	return declared(implementation.variants, variant).start;
}

export function startEnvironment({ implementation, variant }: Subject): Record<string, string> {
	return { VARIANT: variant, ...declared(implementation.variants, variant).environment };
}

function protectionOf({ implementation, variant }: Subject): Record<string, string> {
	return workloadsOf(implementation, variant).includes('auth') ? PROTECTION_ENVIRONMENT : {};
}

function nameOf({ implementation, variant }: Subject): string {
	return `${implementation.id}:${variant}`;
}

function declared<Value>(record: Record<string, Value>, name: string): Value {
	const value = record[name];
	if (value === undefined) throw new Error(`There is no variant "${name}".`);
	return value;
}

function follow(child: ChildProcess, address: ServerAddress): ServerUnderTest {
	const written = { stdout: '', stderr: '' };
	for (const name of ['stdout', 'stderr'] as const) {
		child[name]?.setEncoding('utf8').on('data', (text: string) => (written[name] += text));
	}
	const exit = new Promise<number | NodeJS.Signals>((resolve) => {
		child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
		child.once('error', (error) => {
			written.stderr += `${error.message}\n`;
			resolve(127);
		});
	});
	return {
		...address,
		pid: child.pid ?? -1,
		exit,
		written,
		signal: (signal) => void child.kill(signal),
		stop: async () => {
			if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
			await exit;
		},
	};
}

async function untilReady(server: ServerUnderTest, name: string): Promise<void> {
	const deadlineMs = performance.now() + LONGEST_START_SECONDS * 1_000;
	let ended: number | NodeJS.Signals | undefined;
	void server.exit.then((code) => (ended = code));
	let last = 'nothing answered';
	while (performance.now() < deadlineMs) {
		if (ended !== undefined) {
			throw new Error(`${name} ended with ${ended} before it was ready${saying(server)}`);
		}
		try {
			const { status } = await ask(server, '/ready');
			// Both: a port can be open before every worker behind it is.
			if (status === 200 && server.written.stdout.includes('\n')) return;
			last = status === 200 ? 'it did not say that it listens' : `/ready answered ${status}`;
		} catch {
			// Refused until it listens: the reason to ask again, not an error.
		}
		await sleep(15);
	}
	throw new Error(
		`${name} was not ready after ${LONGEST_START_SECONDS} s (${last})${saying(server)}`,
	);
}

function saying({ written }: ServerUnderTest): string {
	const text = written.stderr.trim();
	return text === '' ? ', and wrote nothing to standard error.' : `, and wrote: ${text}`;
}
