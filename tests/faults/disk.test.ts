import { globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultyRepository } from './repository.ts';
import { bench, hasLock, leftBehind, onLinux, publishedRun, smoke } from './runner.ts';

/*
 * A link to /dev/full stands for a full disk: each write to it fails with ENOSPC. The real thing needs a mount, and is
 * among the proofs.
 */
describe.runIf(onLinux).concurrent('a disk that fills up at', () => {
	test.each([
		'session.json',
		'4-load/faults/round-01-trial-01/capacity.json',
		'4-load/faults/round-01-trial-01/trial.json',
		'5-sample/faults/round-01-trial-01.json',
		'6-gate/faults/round-01-trial-01.json',
	])('%s ends the run with the file’s name, and it can go on', async (file) => {
		const repository = faultyRepository(['good']);
		const plant = join(repository.root, 'bin/before-window.sh');
		writeFileSync(
			plant,
			`place=$(echo "$FAULTS_ROOT"/.bench/*/)${file}.partial
			mkdir -p "$(dirname "$place")" && ln -s /dev/full "$place"`,
		);
		const { code, output } = await bench(repository, smoke);
		expect(code, output).toBe(1);
		const [run = ''] = globSync('.bench/*/', { cwd: repository.root });
		expect(output).toContain(
			`The disk is full: ${join(repository.root, run, file)} could not be written. ` +
				'Everything written before is kept.\nFree some space',
		);
		expect(await leftBehind(repository)).toEqual([]);
		expect(hasLock(repository)).toBe(false);
		rmSync(plant);
		const resumed = await bench(repository, [...smoke, '--resume']);
		expect(resumed.code, resumed.output).toBe(0);
		expect(publishedRun(repository).trials).toEqual({ planned: 1, measured: 1, failed: 0 });
	});
});
