import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../error.ts';

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
			throw new CliError(
				`Another run (process ${holder}) is measuring on this machine.`,
				`Wait for it or stop it with: kill ${holder}. If that process is something else, remove ${path}.`,
			);
		}
		rmSync(path, { force: true });
		if (!tryCreate(path)) throw new CliError('Another run took the lock at the same moment.');
	}
	return () => rmSync(path, { force: true });
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
