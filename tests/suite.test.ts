import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
	countCargo,
	countGo,
	countPlaywright,
	countVitest,
	runSuite,
	secondAttempts,
} from './suite.ts';

test('counts what each test runner prints', () => {
	expect(countVitest('      Tests  3 failed | 120 passed (123)\n')).toEqual({
		passed: 120,
		failed: 3,
	});
	expect(countVitest('      Tests  7 passed (7)\n')).toEqual({ passed: 7, failed: 0 });
	expect(
		countCargo(
			'test result: ok. 12 passed; 0 failed; 0 ignored\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n',
		),
	).toEqual({ passed: 15, failed: 2 });
	expect(countGo('--- PASS: TestA (0.00s)\n    --- PASS: TestA/b\n--- FAIL: TestC\n')).toEqual({
		passed: 1,
		failed: 1,
	});
	expect(countPlaywright('  2 failed\n    a.spec.ts\n  12 passed (30s)\n')).toEqual({
		passed: 12,
		failed: 2,
	});
});

test('a test that passed at the second attempt has passed, and is named', () => {
	const list = `  ✘  1 a.spec.ts:3:1 › pages › opens (1.2s)
  ✓  2 a.spec.ts:3:1 › pages › opens (retry #1) (1.1s)
  ✓  3 a.spec.ts:9:1 › pages › closes (1.1s)
  1 flaky
    a.spec.ts:3:1 › pages › opens
  12 passed (30s)
`;
	expect(countPlaywright(list)).toEqual({ passed: 13, failed: 0 });
	expect(secondAttempts(list)).toEqual(['pages › opens']);
	expect(secondAttempts('second attempt: auth > late\n Tests  7 passed (7)\n')).toEqual([
		'auth > late',
	]);
});

test('vitest tries a test of servers twice, and says so', () => {
	const root = join(import.meta.dirname, '..');
	const folder = mkdtempSync(join(tmpdir(), 'second-attempts-'));
	writeFileSync(
		join(folder, 'once.test.ts'),
		`let attempts = 0;
test('fails once', () => {
	attempts += 1;
	if (attempts < 2) throw new Error('too early');
});
`,
	);
	const options = ['run', '--root', folder, '--retry', '1', '--globals'];
	const reporter = ['--reporter', join(root, 'tests/second-attempts.ts')];
	const result = spawnSync(
		process.execPath,
		[join(root, 'node_modules/.bin/vitest'), ...options, ...reporter],
		{ cwd: root, encoding: 'utf8' },
	);
	rmSync(folder, { recursive: true });
	expect(secondAttempts(result.stdout)).toEqual(['fails once']);
	expect(result.status).toBe(0);
}, 60_000);

test('a step that ends badly without counting anything is one failure, and its output is kept', async () => {
	const outcome = await runSuite(
		{
			name: 'crash',
			steps: [
				{ command: ['sh', '-c', 'echo about to crash; exit 3'], count: countVitest },
				{ command: ['sh', '-c', 'echo never reached'] },
			],
		},
		'/',
	);
	expect(outcome).toMatchObject({ passed: 0, failed: 1 });
	expect(outcome.output).toContain('about to crash');
	expect(outcome.output).not.toContain('never reached');
});

test('a program that is not there is a failure with its name', async () => {
	const outcome = await runSuite({ name: 'none', steps: [{ command: ['no-such-program'] }] }, '/');
	expect(outcome.failed).toBe(1);
	expect(outcome.output).toContain('no-such-program');
});

test('npm test ends with its own exit code, not with that of a command that was stopped', () => {
	const root = join(import.meta.dirname, '..');
	const command = ['setup/pinned.mjs', 'tests/run.ts', 'no-such-suite'];
	const result = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
	expect(result.stderr).toContain('There is no suite no-such-suite.');
	expect(result.stdout).toMatch(/^0 passed, 0 failed$/m);
	expect(result.status).toBe(1);
	// Starting a Node.js twice takes seconds on a busy machine.
}, 60_000);
