import { spawn, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { faultyRepository } from './repository.ts';
import { bench, hasLock, leftBehind, onLinux, publishedRun, smoke } from './runner.ts';

/* Faults that a run finds only by waiting, and those that need rights of the system. */

test.runIf(onLinux)('a server that is never ready is left out after 15 s', async () => {
	const repository = faultyRepository(['never-ready', 'good']);
	const { code, output } = await bench(repository, smoke);
	expect(code, output).toBe(0);
	const run = publishedRun(repository);
	expect(run.trials).toEqual({ planned: 2, measured: 1, failed: 1 });
	expect(run.failures).toEqual([
		expect.objectContaining({
			stage: 'verify',
			reason: 'go/server:never-ready was not ready within 15 s. It said: nothing',
		}),
	]);
	expect(await leftBehind(repository)).toEqual([]);
});

test.runIf(onLinux)('a load generator that hangs is killed 30 s after its window', async () => {
	const repository = faultyRepository(['good']);
	const { code, output } = await bench(repository, smoke, { GENERATOR_FAULT: 'hangs' });
	expect(code, output).toBe(0);
	expect(publishedRun(repository).failures).toEqual([
		expect.objectContaining({
			stage: 'load',
			reason:
				'The load generator pacer had not ended 30 s after its window of 0.2 s, and was killed.',
		}),
	]);
	expect(await leftBehind(repository)).toEqual([]);
});

test.runIf(onLinux)(
	'a run on a busy machine waits, labels itself and fails its gates',
	async () => {
		const loops = cpus().map(() => spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' }));
		onTestFinished(() => loops.forEach((loop) => loop.kill('SIGKILL')));
		const repository = faultyRepository(['good']);
		const { code, output } = await bench(repository, ['faults', '--profile', 'quick']);
		expect(code, output).toBe(0);
		const { labels } = publishedRun(repository);
		expect(labels.join('; ')).toMatch(/the machine was busy at the start: other programs used \d/);
		expect(output).toMatch(/foreign-cpu: 1 of 1 windows did not pass\. Other programs used \d/);
		expect(output).toMatch(/go\/server:good †/);
	},
);

const mayMount = onLinux && process.getuid?.() === 0;

test.runIf(mayMount)('a run on a disk that is really full keeps what it measured', async () => {
	const repository = faultyRepository(['good'], { duplicate: 'go/server:good' });
	const folder = join(repository.root, '.bench');
	mkdirSync(folder);
	mount('-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder);
	onTestFinished(() => void spawnSync('umount', [folder]));
	// Room for some of sixteen trials.
	const command = ['faults', '--profile', 'smoke', '--rounds', '8'];
	const full = await bench(repository, command);
	expect(full.code, full.output).toBe(1);
	expect(full.output).toMatch(/The disk is full: .* could not be written\./);
	expect(full.output).not.toMatch(/^\s+at /m);
	expect(hasLock(repository)).toBe(false);
	expect(await leftBehind(repository)).toEqual([]);
	const before = measured(folder);
	expect(before.length).toBeGreaterThan(0);
	mount('-o', 'remount,size=64m', folder);
	const resumed = await bench(repository, [...smoke, '--resume']);
	expect(resumed.code, resumed.output).toBe(0);
	expect(publishedRun(repository).trials).toEqual({ planned: 16, measured: 16, failed: 0 });
	expect(measured(folder)).toEqual(expect.arrayContaining(before));
});

test.runIf(onLinux)('the site names a result file that was tampered with', async () => {
	const repository = faultyRepository(['good']);
	const { code, output } = await bench(repository, smoke);
	expect(code, output).toBe(0);
	const results = join(repository.root, '.bench/published');
	const [run = ''] = globSync('*/run.json', { cwd: results });
	writeFileSync(join(results, run), '{ "schema": 1,');
	const root = join(import.meta.dirname, '../..');
	const dist = join(repository.root, 'dist');
	const built = spawnSync(
		process.execPath,
		['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', dist],
		{ cwd: root, encoding: 'utf8', env: { ...process.env, RESULTS_FOLDER: results } },
	);
	rmSync(dist, { recursive: true, force: true });
	expect(built.status).not.toBe(0);
	expect(built.stdout + built.stderr).toMatch(/run\.json is not JSON: /);
});

function mount(...words: string[]): void {
	const { status, stderr } = spawnSync('mount', words, { encoding: 'utf8' });
	if (status !== 0) throw new Error(stderr);
}

function measured(folder: string): string[] {
	return globSync('*/4-load/**/trial.json', { cwd: folder }).toSorted();
}
