import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { takeLock } from './lock.ts';

describe('takeLock', () => {
	it('names this process until it is released, and then another can have it', () => {
		const root = temporaryFolder();
		const release = takeLock(root);
		expect(readFileSync(join(root, 'concurrency-measured.lock'), 'utf8')).toBe(String(process.pid));
		expect(readdirSync(root)).toEqual(['concurrency-measured.lock']);
		release();
		expect(readdirSync(root)).toEqual([]);
		takeLock(root)();
	});

	it('refuses while its holder lives, and leaves the lock with it', () => {
		const holder = spawn('sleep', ['60']);
		onTestFinished(() => void holder.kill());
		const root = rootLockedBy(String(holder.pid));
		expect(() => takeLock(root)).toThrow(
			expect.objectContaining({
				name: 'CliError',
				message: `Another run (process ${holder.pid}) is measuring on this machine.`,
				hint: expect.stringContaining(`kill ${holder.pid}`),
			}),
		);
		expect(readFileSync(join(root, 'concurrency-measured.lock'), 'utf8')).toBe(String(holder.pid));
		expect(readdirSync(root)).toEqual(['concurrency-measured.lock']);
	});

	it.each([
		['of a process that is gone', String(spawnSync('true').pid)],
		['that a full disk left empty', ''],
		['that holds no process', 'nobody'],
	])('takes over a lock %s', (_, holder) => {
		const root = rootLockedBy(holder);
		const release = takeLock(root);
		expect(readFileSync(join(root, 'concurrency-measured.lock'), 'utf8')).toBe(String(process.pid));
		release();
	});

	it.runIf(process.platform === 'linux')('leaves no lock behind when the disk is full', () => {
		const root = temporaryFolder();
		writeFiles(root, { other: '' });
		symlinkSync('/dev/full', join(root, `concurrency-measured.lock.${process.pid}`));
		expect(() => takeLock(root)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
		expect(readdirSync(root)).toEqual(['other']);
	});
});

function rootLockedBy(text: string): string {
	const root = temporaryFolder();
	writeFiles(root, { 'concurrency-measured.lock': text });
	return root;
}
