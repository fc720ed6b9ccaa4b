import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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

	it('is had by one of many that find the same dead holder', async () => {
		const root = rootLockedBy(String(spawnSync('true').pid));
		const module = JSON.stringify(join(import.meta.dirname, 'lock.ts'));
		const script = `
			import { takeLock } from ${module};
			try { takeLock(${JSON.stringify(root)}); console.log('taken'); await new Promise(() => setInterval(() => {}, 1000)); }
			catch (error) { console.log(error.name === 'CliError' ? 'refused' : error.stack); }`;
		const runners = Array.from({ length: 8 }, () =>
			spawn(process.execPath, ['--input-type=module', '-e', script]),
		);
		onTestFinished(() => runners.forEach((runner) => runner.kill('SIGKILL')));
		const said = await Promise.all(
			runners.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
		);
		expect(said.toSorted()).toEqual([...new Array<string>(7).fill('refused'), 'taken']);
	});

	it('leaves a dead holder to the one that is taking its place, and says what to remove if nobody is', () => {
		const root = rootLockedBy(String(spawnSync('true').pid));
		writeFiles(root, { 'concurrency-measured.lock.successor': '1' });
		expect(() => takeLock(root)).toThrow(
			expect.objectContaining({
				message: 'Another run took the lock at the same moment.',
				hint: expect.stringContaining(join(root, 'concurrency-measured.lock.successor')),
			}),
		);
		expect(readdirSync(root)).toEqual([
			'concurrency-measured.lock',
			'concurrency-measured.lock.successor',
		]);
	});

	it('leaves the lock of another that came by hand', () => {
		const root = temporaryFolder();
		const release = takeLock(root);
		writeFiles(root, { 'concurrency-measured.lock': '1' });
		release();
		expect(readdirSync(root)).toEqual(['concurrency-measured.lock']);
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
