import { execFileSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'vitest';
import { expectAnswer, helloAnswer } from './expect-answer.ts';
import { freePort } from './free-port.ts';
import { ask } from './http-connection.ts';
import { killGroup, spawnGroup } from './processes.ts';
import { runItCommands } from './readme-commands.ts';
import { findImplementations, missingTool } from './subjects.ts';

/** The first build of a Rust server compiles all its dependencies. */
const SECONDS_TO_START = 240;
const SECONDS_TO_STOP = 10;

describe.concurrent('a folder copied out of the repository runs as its README says', () => {
	for (const { implementation, folder } of findImplementations()) {
		const tool = missingTool(implementation);
		if (tool !== undefined) {
			test.skip(`${implementation.id}: not checked, because "${tool}" is not installed`);
			continue;
		}
		const timeout = (SECONDS_TO_START + 60) * 1_000;
		// From the test's own context: of tests that run at once, the global one may take another for this one.
		test(implementation.id, { timeout }, async ({ onTestFinished }) => {
			const copy = copyTrackedFiles(folder);
			onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
			await followReadme(copy);
		});
	}
});

async function followReadme(folder: string): Promise<void> {
	const shell = spawnGroup(['sh', '-e', '-c', runItCommands(folder)], folder, {
		PORT: String(await freePort()),
	});
	const pid = shell.pid ?? -1;
	try {
		const address = await addressIn(shell);
		expectAnswer('GET /hello', await ask(address, '/hello'), helloAnswer);

		// To the group, as Ctrl-C in a terminal does: between the shell and the server may stand npm.
		const ended = untilEnded(shell);
		killGroup(pid, 'SIGTERM');
		await ended;
	} finally {
		killGroup(pid, 'SIGKILL');
	}
}

/** Where the server says that it listens. @throws Error with the output if it ends or stays silent */
function addressIn(shell: ChildProcess): Promise<{ host: string; port: number }> {
	let output = '';
	return new Promise((resolve, reject) => {
		const fail = (what: string): void => {
			clearTimeout(timer);
			reject(new Error(`the commands of its README ${what}, after: ${output.slice(-2_000)}`));
		};
		const timer = setTimeout(
			fail,
			SECONDS_TO_START * 1_000,
			`gave no server in ${SECONDS_TO_START} s`,
		);
		const read = (text: Buffer): void => {
			output += text.toString();
			const [, host, port] = /^listening on http:\/\/([\d.]+):(\d+)$/m.exec(output) ?? [];
			if (host === undefined) return;
			clearTimeout(timer);
			resolve({ host, port: Number(port) });
		};
		shell.stdout?.on('data', read);
		shell.stderr?.on('data', read);
		shell.once('close', () => fail('ended'));
	});
}

/** What git has or would take, in an empty folder elsewhere: what a reader downloads. */
function copyTrackedFiles(folder: string): string {
	const copy = mkdtempSync(join(tmpdir(), 'copied-out-'));
	const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
		cwd: folder,
		encoding: 'utf8',
	});
	for (const path of listed.split('\0').filter((path) => path !== '')) {
		if (!existsSync(join(folder, path))) continue;
		mkdirSync(dirname(join(copy, path)), { recursive: true });
		cpSync(join(folder, path), join(copy, path));
	}
	// Cargo's compiled dependencies come along to save a minute. The program itself is compiled from
	// the copy: its files are newer than what was built from the originals.
	const compiled = join(folder, 'target/release');
	if (existsSync(compiled)) {
		cpSync(compiled, join(copy, 'target/release'), { recursive: true, preserveTimestamps: true });
		rmSync(join(copy, 'target/release/.cargo-lock'), { force: true });
	}
	return copy;
}

/**
 * Until nobody holds the other end of its output, which is when all of its processes have ended: a process whose parent is
 * gone keeps its number until the system's first process collects it, and on a busy machine that takes its time.
 */
async function untilEnded(shell: ChildProcess): Promise<void> {
	const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
	const late = sleep(SECONDS_TO_STOP * 1_000, 'late' as const, { ref: false });
	if ((await Promise.race([ended, late])) !== 'late') return;
	throw new Error(`expected it to stop within ${SECONDS_TO_STOP} s of SIGTERM, it goes on`);
}
