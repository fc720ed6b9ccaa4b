import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultyRepository } from './repository.ts';
import { bench, hasLock, leftBehind, onLinux, publishedRun, smoke } from './runner.ts';

describe.runIf(onLinux).concurrent('a load generator that', () => {
	test.each([
		['dies', /load generator pacer ended with signal SIGKILL/],
		['fails', /load generator pacer ended with exit code 1: pacer failed: too many open files\./],
		['garbage', /result of the load generator could not be read: .*JSON/],
		['half', /result of the load generator could not be read: .*JSON/],
		['silent', /result of the load generator could not be read: .*JSON/],
		['huge', /load generator pacer ended with .*: It printed more than 256 MiB/],
	])(
		'%s fails the trial with the reason, which a resumed run tries again',
		async (fault, reason) => {
			const repository = faultyRepository(['good']);
			const faulty = await bench(repository, smoke, { GENERATOR_FAULT: fault });
			expect(faulty.code, faulty.output).toBe(0);
			expect(publishedRun(repository).failures).toEqual([
				expect.objectContaining({ stage: 'load', reason: expect.stringMatching(reason) }),
			]);
			expect(await leftBehind(repository)).toEqual([]);
			const resumed = await bench(repository, [...smoke, '--resume']);
			expect(resumed.code, resumed.output).toBe(0);
			expect(publishedRun(repository).trials).toEqual({ planned: 1, measured: 1, failed: 0 });
		},
	);

	test('does not build ends the run with the compiler’s words', async () => {
		const repository = faultyRepository(['good']);
		const { code, output } = await bench(repository, smoke, { CARGO_FAULT: '1' });
		expect(code).toBe(1);
		expect(output).toMatch(/load generator.* did not build:?\n?.*could not compile `pacer`/s);
		expect(output).not.toMatch(/^\s+at /m);
		expect(hasLock(repository)).toBe(false);
	});

	test('is gone ends the run with what to do', async () => {
		const repository = faultyRepository(['good']);
		writeFileSync(
			join(repository.root, 'bin/before-window.sh'),
			'rm "$FAULTS_ROOT/bench-runner/pacer/target/release/pacer"\n',
		);
		const { code, output } = await bench(repository, smoke);
		expect(code, output).toBe(0);
		expect(publishedRun(repository).failures[0]?.reason).toMatch(/load generator.* is not built/);
		rmSync(join(repository.root, 'bin/before-window.sh'));
		expect(await leftBehind(repository)).toEqual([]);
	});
});
