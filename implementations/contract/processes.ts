import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, delimiter } from 'node:path';
import type { Writable } from 'node:stream';

/**
 * Starts `command` as the leader of a process group of its own, so that its workers end with it.
 *
 * The group also ends when this process does, however it ends: a shell waits for the other end of a
 * pipe that only this process holds, and the system closes it even after SIGKILL.
 */
export function spawnGroup(
	command: readonly string[],
	folder: string,
	environment: Record<string, string>,
): ChildProcess {
	const [program, ...parameters] = command;
	if (program === undefined) throw new Error('A command needs at least the name of a program.');
	// Started first, and told of the command before that begins: no moment is left in which a kill leaves it behind.
	const watch = spawn(
		'/bin/sh',
		['-c', 'read -r group || exit; read -r _; kill -s KILL -- "-$group"'],
		{ stdio: ['pipe', 'ignore', 'ignore'], detached: true },
	);
	watch.stdin.on('error', () => {});
	watch.unref();
	const behindGate = ['-c', 'read -r _ <&3 && exec "$@" 3<&-', 'sh', program, ...parameters];
	const child = spawn('/bin/sh', behindGate, {
		cwd: folder,
		env: { ...process.env, PATH: pathWithThisNode(), ...environment },
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
		detached: true,
	});
	if (child.pid === undefined) {
		watch.kill('SIGKILL');
		return child;
	}
	const gate = child.stdio[3] as Writable;
	gate.on('error', () => {});
	watch.stdin.write(`${child.pid}\n`, () => gate.end('\n'));
	// Once the leader is gone its number may be given to a stranger; the watch must not outlive it.
	child.once('exit', () => watch.kill('SIGKILL'));
	return child;
}

/** Sends a signal to a whole group; a group that is gone already is what the caller wanted. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

// The Node.js that runs this is the pinned one; a server under test must not get another by chance.
function pathWithThisNode(): string {
	return `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
}
