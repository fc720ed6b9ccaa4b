import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../error.ts';

/**
 * Two runs on one machine would measure each other. Held by creating a file that must not exist (O_EXCL);
 * a lock whose process is gone is taken over.
 */
export function takeLock(root: string): () => void {
	const path = join(root, '.bench', 'lock');
	mkdirSync(join(root, '.bench'), { recursive: true });
	if (!tryCreate(path)) {
		const holder = Number(readFileSync(path, 'utf8'));
		if (isAlive(holder)) {
			throw new CliError(
				`Another run (process ${holder}) is measuring on this machine.`,
				`Wait for it or stop it with: kill ${holder}`,
			);
		}
		rmSync(path, { force: true });
		if (!tryCreate(path)) throw new CliError('Another run took the lock at the same moment.');
	}
	return () => rmSync(path, { force: true });
}

function tryCreate(path: string): boolean {
	try {
		writeFileSync(path, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
