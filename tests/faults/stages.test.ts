import {
	closeSync,
	constants,
	existsSync,
	globSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { faultyRepository, type FaultyRepository } from './repository.ts';
import {
	bench,
	hasLock,
	leftBehind,
	onLinux,
	publishedRun,
	smoke,
	startBench,
	untilPaused,
} from './runner.ts';

const pauses = ['generator-build', 'build', 'verify', 'warm-up', 'window'];

describe.runIf(onLinux).concurrent('a runner that is stopped', () => {
	test.each(pauses)(
		'by SIGINT in %s leaves nothing, says how to go on, and goes on',
		async (pause) => {
			const repository = faultyRepository(['good']);
			const runner = startBench(repository, smoke, { PAUSE_AT: pause });
			await untilPaused(repository, runner);
			runner.child.kill('SIGINT');
			expect(await runner.ended, runner.output()).toBe(130);
			expect(runner.output()).toContain('npm run bench -- faults --profile smoke --resume');
			expect(await leftBehind(repository)).toEqual([]);
			expect(hasLock(repository)).toBe(false);
			await resumeToTheEnd(repository);
		},
	);

	test.each(pauses)('by kill -9 in %s leaves nothing, and goes on', async (pause) => {
		const repository = faultyRepository(['good']);
		const runner = startBench(repository, smoke, { PAUSE_AT: pause });
		await untilPaused(repository, runner);
		runner.child.kill('SIGKILL');
		expect(await runner.ended).toBe('SIGKILL');
		expect(await leftBehind(repository)).toEqual([]);
		await resumeToTheEnd(repository);
	});

	/*
	 * The last stages only read and write files. Reading a pipe that nobody writes blocks, so a pipe in a file's place
	 * stops the runner just there.
	 */
	test.each([
		['6-gate', '1-plan.json'],
		['7-summarise', '2-build/go.server.json'],
	])('by kill -9 in %s has lost nothing, and goes on', async (_, place) => {
		const repository = faultyRepository(['good']);
		writeFileSync(join(repository.root, 'bin/before-window.sh'), blockAt(place));
		const runner = startBench(repository, smoke);
		await untilPaused(repository, runner);
		const closePipe = await untilRead(repository, place);
		runner.child.kill('SIGKILL');
		expect(await runner.ended).toBe('SIGKILL');
		closePipe();
		expect(await leftBehind(repository)).toEqual([]);
		expect(existsSync(join(repository.root, '.bench/published'))).toBe(false);

		const [trial = ''] = globSync('.bench/*/4-load/*/*/trial.json', { cwd: repository.root });
		const measured = readFileSync(join(repository.root, trial), 'utf8');
		unblock(repository, place);
		await resumeToTheEnd(repository);
		expect(readFileSync(join(repository.root, trial), 'utf8')).toBe(measured);
	});

	test('by kill -9 while it publishes publishes when it goes on', async () => {
		const repository = faultyRepository(['good']);
		expect((await bench(repository, smoke)).code).toBe(0);
		const { id } = publishedRun(repository);
		// What is there between the copy and the rename.
		rmSync(join(repository.root, '.bench/published', id), { recursive: true });
		writeFileSync(join(repository.root, `.bench/publishing-${id}`), 'half');
		await resumeToTheEnd(repository);
	});
});

describe.runIf(onLinux).concurrent('two runs', () => {
	test('of one machine do not measure each other, not from two clones either', async () => {
		const [first, second] = [faultyRepository(['good']), faultyRepository(['good'])];
		second.environment['TMPDIR'] = first.environment['TMPDIR'] ?? '';
		const runner = startBench(first, smoke, { PAUSE_AT: 'window' });
		await untilPaused(first, runner);
		const refused = await bench(second, smoke);
		expect(refused.code).toBe(1);
		expect(refused.output).toBe(
			`\nAnother run (process ${runner.child.pid}) is measuring on this machine.\n` +
				`Wait for it or stop it with: kill ${runner.child.pid}. If that process is something else, ` +
				`remove ${first.root}/tmp/concurrency-measured.lock.\n`,
		);
		expect(existsSync(join(second.root, '.bench'))).toBe(false);
		runner.child.kill('SIGTERM');
		expect(await runner.ended).toBe(130);
		expect(await leftBehind(first)).toEqual([]);
	});
});

/** Each trial measured once, and nothing failed on the way. */
async function resumeToTheEnd(repository: FaultyRepository): Promise<void> {
	rmSync(join(repository.root, 'paused'), { force: true });
	const { code, output } = await bench(repository, [...smoke, '--resume']);
	expect(code, output).toBe(0);
	const run = publishedRun(repository);
	expect(run.trials).toEqual({ planned: 1, measured: 1, failed: 0 });
	expect(run.resumedAt).toHaveLength(1);
	expect(await leftBehind(repository)).toEqual([]);
	expect(hasLock(repository)).toBe(false);
}

/** Run by the generator at the start of the window, since only then the run has an id. */
function blockAt(place: string): string {
	return `
		place=$(echo "$FAULTS_ROOT"/.bench/*/)${place}
		mv "$place" "$place.kept"
		mkfifo "$place"
		: >"$FAULTS_ROOT/paused"
	`;
}

function unblock({ root }: FaultyRepository, place: string): void {
	const [pipe = ''] = globSync(`.bench/*/${place}`, { cwd: root });
	rmSync(join(root, pipe));
	rmSync(join(root, 'bin/before-window.sh'));
	renameSync(join(root, `${pipe}.kept`), join(root, pipe));
}

/**
 * Opening a pipe for writing fails until somebody reads it. It is kept open, so that the reader waits.
 *
 * @returns closes it
 */
async function untilRead({ root }: FaultyRepository, place: string): Promise<() => void> {
	const [pipe = ''] = globSync(`.bench/*/${place}`, { cwd: root });
	for (let tries = 0; tries < 3000; tries++) {
		try {
			const file = openSync(join(root, pipe), constants.O_WRONLY | constants.O_NONBLOCK);
			return () => closeSync(file);
		} catch {
			await delay(10);
		}
	}
	throw new Error(`The runner never read ${pipe}.`);
}
