import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { copyPrograms, initialise, runAs } from './programs.ts';

/** A PostgreSQL of our own. */
export interface Embedded {
	/** Of the database `postgres`, as the superuser. */
	url: string;
	/** Of the postmaster, whose children are all other processes of the server. */
	pid: number;
	/** Ends it as an operator would; its folder stays. */
	shutDown(): Promise<void>;
	/** On the same port, with what was in it. */
	startAgain(): Promise<void>;
	/** Ends it and removes its folder; what was in it is gone. */
	stop(): Promise<void>;
}

/**
 * What is set otherwise than initdb does, or is worth saying because benchmarks like to turn it off: every commit waits until the
 * disk has it.
 */
const SETTINGS = {
	fsync: 'on',
	synchronous_commit: 'on',
	full_page_writes: 'on',
	shared_buffers: '128MB',
	max_connections: '100',
	shared_preload_libraries: 'pg_stat_statements',
	// Whoever wants to count turns it on for a database: it costs each query a little.
	'pg_stat_statements.track': 'none',
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
};

const readyWithinSeconds = 20;

/**
 * Starts PostgreSQL in a temporary folder on a free port of 127.0.0.1.
 *
 * @param cpus the logical CPUs on which alone it may run; absent: all
 * @throws Error in a sentence, with what it wrote, where it does not start
 */
export async function startEmbedded(cpus?: readonly number[]): Promise<Embedded> {
	const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
	const user = runAs();
	if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
	const port = await freePort();
	const programs = join(folder, 'native/bin');
	const data = join(folder, 'data');
	const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = [join(programs, 'postgres'), '-D', data, '-p', String(port), ...settings];
	// Before there is anything to remove, so that no moment is left in which a kill leaves something behind.
	const keeper = startKeeper(folder, withAffinity(server, cpus));
	const embedded: Embedded = {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		pid: -1,
		async shutDown() {
			await keeper.tell('stop');
		},
		async startAgain() {
			embedded.pid = Number(await keeper.tell('start'));
			await untilReady(embedded, join(folder, 'log'));
		},
		stop: keeper.stop,
	};
	try {
		copyPrograms(folder);
		await initialise(programs, data);
		embedded.pid = Number(await keeper.tell(''));
		await untilReady(embedded, join(folder, 'log'));
		return embedded;
	} catch (error) {
		await keeper.stop();
		throw error;
	}
}

function startKeeper(folder: string, command: readonly string[]) {
	// As text, not as a path: the user as whom it runs may not be allowed to read the repository.
	const script = readFileSync(join(import.meta.dirname, 'keeper.sh'), 'utf8');
	const keeper = spawn('/bin/sh', ['-c', script, 'keeper', ...command], {
		cwd: folder,
		env: { ...process.env, FOLDER: folder, TZ: 'UTC' },
		stdio: ['pipe', 'pipe', 'ignore'],
		detached: true,
		...runAs(),
	});
	keeper.stdin.on('error', () => {});
	keeper.unref();
	const lines = createInterface(keeper.stdout);
	const ended = new Promise<void>((resolve) => {
		keeper.once('exit', () => resolve());
		keeper.once('error', () => resolve());
	});
	return {
		/** @returns what it says to that: the id of the postmaster, once it runs */
		async tell(word: '' | 'stop' | 'start'): Promise<string> {
			const said = new Promise<string>((resolve) => lines.once('line', resolve));
			keeper.stdin.write(`${word}\n`);
			return Promise.race([said, ended.then(() => '-1')]);
		},
		async stop(): Promise<void> {
			keeper.ref();
			keeper.stdin.end();
			await ended;
		},
	};
}

function withAffinity(command: readonly string[], cpus?: readonly number[]): readonly string[] {
	return cpus === undefined ? command : ['taskset', '-c', cpus.join(','), ...command];
}

async function untilReady({ url }: Embedded, log: string): Promise<void> {
	const deadline = performance.now() + readyWithinSeconds * 1000;
	for (;;) {
		const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
		try {
			await sql`SELECT 1`;
			return;
		} catch (error) {
			if (performance.now() > deadline) {
				throw new Error(
					`PostgreSQL was not ready after ${readyWithinSeconds} s. It wrote: ${readLog(log)}`,
					{ cause: error },
				);
			}
			await delay(30);
		} finally {
			await sql.end({ timeout: 1 });
		}
	}
}

function readLog(path: string): string {
	try {
		return readFileSync(path, 'utf8').trim().slice(-2_000) || 'nothing';
	} catch {
		return 'nothing';
	}
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
