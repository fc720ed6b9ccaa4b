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
		removeStale(path, holder);
		if (!tryCreate(path)) throw takenMeanwhile();
	}
	return () => {
		if (readHolder(path) === process.pid) rmSync(path, { force: true });
	};
}

/**
 * Two runs that find the same dead holder must not both take its place. Renaming is for one of them alone; the other
 * finds no file, or the first one's new lock, which it puts back.
 */
function removeStale(path: string, holder: number): void {
	const own = `${path}.stale.${process.pid}`;
	try {
		renameSync(path, own);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
		throw error;
	}
	const found = readHolder(own);
	if (!Object.is(found, holder)) linkSync(own, path);
	rmSync(own, { recursive: true, force: true });
	if (!Object.is(found, holder)) throw takenMeanwhile();
}

function takenMeanwhile(): LockTaken {
	return new LockTaken('Another run took the lock at the same moment.', 'Wait for it to end.');
}

/** NaN where the holder ended just now and took its lock with it. */
function readHolder(path: string): number {
	try {
		return Number(readFileSync(path, 'utf8'));
	} catch {
		return NaN;
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

function isAlive(pid: number): boolean {
	// 0 is what an empty file reads as, and to kill(2) it means the caller's own group.
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
