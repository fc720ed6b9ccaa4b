import { describe, expect, test } from 'vitest';
import { faultyRepository, type ServerFault } from './repository.ts';
import { bench, hasLock, leftBehind, onLinux, publishedRun, smoke } from './runner.ts';

/** By fault: the stage that finds it, and the sentence that a person reads. */
const found: Record<string, [stage: string, sentence: RegExp]> = {
	'go/broken:good': ['build', /^go\/broken could not be built: "sh -c .*" in .* ended with 1\./],
	'go/server:ends-at-once': [
		'verify',
		/^go\/server:ends-at-once ended with exit code 3\. It said: The database is not there\.$/,
	],
	'go/server:port-taken': ['verify', /It said: .*cannot listen on 127\.0\.0\.1:\d+/],
	'go/server:wrong-answers': ['verify', /^GET \/prime\?n=\d+ answered 200 wrong, not 200 \{/],
	'go/server:ends-when-asked': [
		'verify',
		/^go\/server:ends-when-asked ended with exit code 9 while it was verified\. It said: nothing/,
	],
	'go/server:dies-in-warm-up': [
		'load',
		/^the server ended with signal SIGKILL in the warm-up\. It said: /,
	],
	'go/server:dies-under-load': [
		'load',
		/^the server ended with signal SIGKILL during "capacity"\. It said: /,
	],
};

describe.runIf(onLinux).concurrent('of many servers at once', () => {
	test('each fault is a failed trial with its stage and reason, and the good one is measured', async () => {
		const faults = Object.keys(found)
			.filter((id) => id.startsWith('go/server:'))
			.map((id) => id.replace('go/server:', '') as ServerFault);
		const repository = faultyRepository([...faults, 'good'], {
			subjects: [...Object.keys(found), 'go/server:good'].map((id) => ({ id, tracks: ['1'] })),
		});
		const { code, output } = await bench(repository, smoke);
		expect(code, output).toBe(0);
		const run = publishedRun(repository);
		expect(run.trials).toEqual({ planned: 8, measured: 1, failed: 7 });
		for (const { subject, stage, reason } of run.failures) {
			const [expectedStage, sentence] = found[subject] ?? [];
			expect([subject, stage]).toEqual([subject, expectedStage]);
			expect(reason).toMatch(sentence ?? /^$/);
			expect(output).toContain(reason);
		}
		expect(await leftBehind(repository)).toEqual([]);
		expect(hasLock(repository)).toBe(false);
	});

	test('one that ignores SIGTERM is killed, and the run says so', async () => {
		const repository = faultyRepository(['deaf', 'deaf-under-load']);
		const { code, output } = await bench(repository, smoke);
		expect(code, output).toBe(0);
		const run = publishedRun(repository);
		expect(run.trials).toEqual({ planned: 2, measured: 1, failed: 1 });
		expect(run.failures).toEqual([
			expect.objectContaining({
				subject: 'go/server:deaf',
				stage: 'verify',
				reason: 'go/server:deaf did not end within 5 s of SIGTERM and was killed.',
			}),
		]);
		expect(output).toContain(
			'go/server:deaf-under-load did not end within 5 s of SIGTERM and was killed; its windows are kept.',
		);
		expect(await leftBehind(repository)).toEqual([]);
	});
});
