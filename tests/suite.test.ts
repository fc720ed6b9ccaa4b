import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countCargo, countGo, countPlaywright, countVitest, runSuite } from './suite.ts';

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
