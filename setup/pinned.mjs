// Runs a script of this repository with the Node.js that the lock file pins, whatever Node.js the host has.
//
//   node setup/pinned.mjs <script> [arguments]
//
// Node.js is a runtime under test, so its version is part of the measurement. It comes as an optional dependency a
// platform (hash in the lock file, no install script). This file must run on any Node.js from 20 up: plain
// JavaScript, built-in modules only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const pinnedNode = join(modules, '.bin', process.platform === 'win32' ? 'node.exe' : 'node');

installWhenLockFileChanged();
runPinned(process.argv.slice(2));

/** `npm ci` only when the lock file is not the one last installed: a warm start costs nothing. */
function installWhenLockFileChanged() {
	const lockSha256 = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const stamp = join(modules, '.installed-lock-sha256');
	const isInstalled = () =>
		existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockSha256;
	if (isInstalled()) return;
	const release = waitForTurn();
	try {
		if (!isInstalled()) install(stamp, lockSha256);
	} finally {
		release();
	}
}

function install(stamp, lockSha256) {
	process.stderr.write('Installing the locked packages (npm ci) ...\n');
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, PATH: hostPath() },
		shell: process.platform === 'win32',
	});
	if (result.status !== 0) {
		fail(
			'npm ci did not succeed (its message is above). Check the network and the free disk space, then run the same command again.',
		);
	}
	if (!existsSync(pinnedNode)) {
		fail(
			`The pinned Node.js has no package for ${process.platform}-${process.arch}. Use Linux or macOS on x64 or arm64, or WSL2 on Windows.`,
		);
	}
	mkdirSync(modules, { recursive: true });
	writeFileSync(stamp, lockSha256);
}

/**
 * Two commands started together must not both replace node_modules. The lock is a file that must not exist (O_EXCL)
 * and holds a process id; one whose process is gone is taken over.
 */
function waitForTurn() {
	const path = join(root, '.installing');
	for (;;) {
		try {
			writeFileSync(path, String(process.pid), { flag: 'wx' });
			return () => rmSync(path, { force: true });
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		if (!isAlive(readHolder(path))) rmSync(path, { force: true });
		else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
	}
}

/** Being written or just released: then this process's own id, which is alive, so that it waits and looks again. */
function readHolder(path) {
	try {
		return Number(readFileSync(path, 'utf8')) || process.pid;
	} catch {
		return process.pid;
	}
}

function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/**
 * PATH without this repository's programs, which `npm run` puts first: npm would run on the pinned Node.js while it
 * replaces it, and then leaves out the link to the new one (seen with npm 11.19).
 */
function hostPath() {
	const own = join(modules, '.bin');
	return (process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => resolve(folder) !== own)
		.join(delimiter);
}

/** The IPC channel tells the child when this process is gone, so that nothing outlives a killed command. */
function runPinned(command) {
	const child = spawn(pinnedNode, command, {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		env: { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) },
	});
	// A terminal sends SIGINT to the whole group; the child decides what to do and this process waits for it.
	process.on('SIGINT', () => {});
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => fail(`The pinned Node.js could not be started: ${error.message}.`));
	child.on('exit', (code, signal) => {
		process.exit(code ?? 128 + (signal === 'SIGINT' ? 2 : 15));
	});
}

function fail(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
