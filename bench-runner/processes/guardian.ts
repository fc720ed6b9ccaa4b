import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CliError } from '../error.ts';

/** Told of every process group the runner starts and ends; see guardian.sh for why it is a process of its own. */
export interface Guardian {
	watch(group: number): void;
	release(group: number): void;
	/** Ends the guardian; groups still watched are killed. */
	close(): void;
}

export function startGuardian(): Guardian {
	const watched = new Set<number>();
	let isClosed = false;
	let child = spawnGuardian(replace);
	return {
		watch(group) {
			watched.add(group);
			child.stdin.write(`+${group}\n`);
		},
		release(group) {
			watched.delete(group);
			child.stdin.write(`-${group}\n`);
		},
		close() {
			isClosed = true;
			child.stdin.end();
		},
	};

	/** A guardian that was killed is followed by another, which is told of all that is watched. */
	function replace(): void {
		if (isClosed) return;
		child = spawnGuardian(replace);
		for (const group of watched) child.stdin.write(`+${group}\n`);
	}
}

function spawnGuardian(onExit: () => void) {
	const script = join(import.meta.dirname, 'guardian.sh');
	// Detached: a session of its own, so that a signal to the runner's group does not reach it.
	const child = spawn('/bin/sh', [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
	child.on('error', (error) => {
		throw new CliError(`The guardian of the measured processes could not start: ${error.message}.`);
	});
	// A guardian that is already gone must not bring the runner down with EPIPE.
	child.stdin.on('error', () => {});
	child.on('exit', onExit);
	child.unref();
	return child;
}
