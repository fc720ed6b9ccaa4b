import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../error.ts';

/** Somebody else measures: no fault of what was to be measured. */
export class LockTaken extends CliError {}

/**
 * Two runs on one machine would measure each other, also from two clones. Held by a file that must not exist before and
 * names its process; a lock whose process is gone is taken over.
 *
 * @param folder one that every clone of a machine shares: the system's for temporary files
 */
export function takeLock(folder: string): () => void {
	const path = join(folder, 'concurrency-measured.lock');
	if (!tryCreate(path)) {
		const holder = readHolder(path);
		if (isAlive(holder)) {
			throw new LockTaken(
				`Another run (process ${holder}) is measuring on this machine.`,
				`Wait for it or stop it with: kill ${holder}. If that process is something else, remove ${path}.`,
			);
		}
		takeOver(path);
	}
	return () => {
		if (readHolder(path) === process.pid) rmSync(path, { force: true });
	};
}

/**
 * Two runs that find the same dead holder must not both take its place, nor may the lock be away for a moment in which a
 * third creates it. So only who has the successor's name may replace a lock, in one step, and looks again before it
 * does. The road not taken is flock(2), which Node.js does not offer.
 */
function takeOver(path: string): void {
	const successor = `${path}.successor`;
	if (!tryCreate(successor)) throw takenMeanwhile(successor);
	const holder = readHolder(path);
	if (holder !== undefined && !isAlive(holder)) {
		renameSync(successor, path);
		return;
	}
	// A lock that is gone meanwhile is free for all, so it is created as by anybody.
	const isFree = holder === undefined && tryCreate(path);
	rmSync(successor, { force: true });
	if (!isFree) throw takenMeanwhile(successor);
}

function takenMeanwhile(successor: string): LockTaken {
	return new LockTaken(
		'Another run took the lock at the same moment.',
		`Wait for it to end. If no other run is there, remove ${successor}.`,
	);
}

/** NaN where the file names no process; undefined where the holder ended just now and took its lock with it. */
function readHolder(path: string): number | undefined {
	try {
		return Number(readFileSync(path, 'utf8'));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** Written beside and linked, because link(2) takes the name with its content: nobody reads a lock without a holder. */
function tryCreate(path: string): boolean {
	const own = `${path}.${process.pid}`;
	try {
		writeFileSync(own, String(process.pid));
		linkSync(own, path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(own, { force: true });
	}
}

function isAlive(pid: number | undefined): boolean {
	// 0 is what an empty file reads as, and to kill(2) it means the caller's own group.
	if (pid === undefined || !Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
