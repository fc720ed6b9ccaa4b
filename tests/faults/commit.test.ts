import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { git } from '../../bench-runner/temporary.ts';
import { copyOf, type FaultyRepository, faultyRepository } from './repository.ts';
import {
	bench,
	leftBehind,
	onLinux,
	publishedRun,
	smoke,
	startBench,
	untilPaused,
} from './runner.ts';

describe.runIf(onLinux).concurrent('publish --commit, killed while git commits', () => {
	let finished: FaultyRepository;
	let id: string;
	beforeAll(async () => {
		finished = faultyRepository(['good']);
		const { code, output } = await bench(finished, smoke);
		expect(code, output).toBe(0);
		({ id } = publishedRun(finished));
		// Smoke runs are never committed, and a longer one would only take longer. Publishing judges by the plan.
		const path = join(finished.root, '.bench', id, '1-plan.json');
		writeFileSync(
			path,
			readFileSync(path, 'utf8').replace('"profile": "smoke"', '"profile": "full"'),
		);
	});

	test('alone: git goes on, and the run is published once', async () => {
		const repository = copyOf(finished);
		await killInHook(repository, 'sleep 1');
		expect(logOf(repository)).toEqual([`results: ${id}`, 'first']);
		const again = await bench(repository, ['publish', id, '--commit']);
		expect(again.output).toContain(`Run ${id} is already in content/results and is never edited.`);
		expect(logOf(repository)).toHaveLength(2);
	});

	test('with git: the next publish makes the commit, whole', async () => {
		const repository = copyOf(finished);
		await killInHook(repository, 'sleep 1; kill -s KILL $PPID');
		expect(logOf(repository)).toEqual(['first']);
		rmSync(join(repository.root, '.git/hooks/pre-commit'));
		const lock = join(repository.root, '.git/index.lock');
		if (existsSync(lock)) {
			const refused = await bench(repository, ['publish', id, '--commit']);
			expect(refused.code).toBe(1);
			expect(refused.output).toContain(`git did not commit run ${id}`);
			expect(refused.output).toContain('index.lock');
			rmSync(lock);
		}
		const again = await bench(repository, ['publish', id, '--commit']);
		expect(again.code, again.output).toBe(0);
		expect(logOf(repository)).toEqual([`results: ${id}`, 'first']);
		expect(git(repository.root, 'status', '--porcelain', '--', 'content')).toBe('');
	});

	async function killInHook(repository: FaultyRepository, then: string): Promise<void> {
		const hook = join(repository.root, '.git/hooks/pre-commit');
		writeFileSync(hook, `#!/bin/sh\n: >"$FAULTS_ROOT/paused"\n${then}\n`, { mode: 0o755 });
		const runner = startBench(repository, ['publish', id, '--commit']);
		await untilPaused(repository, runner);
		runner.child.kill('SIGKILL');
		await runner.ended;
		expect(await leftBehind(repository)).toEqual([]);
	}
});

function logOf({ root }: FaultyRepository): string[] {
	return git(root, 'log', '--format=%s').split('\n');
}
