import type { Reporter, TestCase } from 'vitest/node';

/** Names each test that failed once and passed when it was tried again, so that `npm test` can tell of it. */
export default class SecondAttempts implements Reporter {
	onTestCaseResult(test: TestCase): void {
		if (test.diagnostic()?.flaky) process.stdout.write(`second attempt: ${test.fullName}\n`);
	}
}
