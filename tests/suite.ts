import { type ChildProcess, spawn } from 'node:child_process';

/** One row of the table at the end. */
export interface Suite {
	name: string;
	/** Run in this order, each in a folder; the suite stops at the first that fails. */
	steps: Step[];
	/** A program it cannot do without; when missing, the suite is skipped with its sentence. */
	needs?: string[];
}

export interface Step {
	command: readonly string[];
	folder?: string;
	environment?: Record<string, string>;
	/** Reads how many tests passed and failed from what the step printed; a step without one counts as one test. */
	count?: (output: string) => Counts | undefined;
}

export interface Counts {
	passed: number;
	failed: number;
}

export interface Outcome extends Counts {
	suite: string;
	seconds: number;
	/** Tests that failed once and passed at the second attempt: counted as passed, and told of. */
	again: string[];
	skipped?: string;
	/** What the failing step printed. */
	output?: string;
}

export async function runSuite(suite: Suite, root: string): Promise<Outcome> {
	const from = performance.now();
	const total: Counts = { passed: 0, failed: 0 };
	const again: string[] = [];
	let output: string | undefined;
	for (const step of suite.steps) {
		const result = await runStep(step, root);
		const counts = step.count?.(result.output) ?? { passed: result.ok ? 1 : 0, failed: 0 };
		total.passed += counts.passed;
		again.push(...secondAttempts(result.output));
		// A step that ends badly without counting a failure (a crash, say) is one failure.
		total.failed += result.ok ? counts.failed : Math.max(1, counts.failed);
		if (!result.ok || counts.failed > 0) {
			output = `$ ${step.command.join(' ')}\n${result.output}`;
			break;
		}
	}
	const seconds = (performance.now() - from) / 1000;
	return {
		suite: suite.name,
		seconds,
		...total,
		again,
		...(output === undefined ? {} : { output }),
	};
}

const running = new Set<ChildProcess>();

/** For a command that is stopped: its steps go with it. */
export function stopSteps(): void {
	for (const child of running) child.kill('SIGTERM');
}

function runStep(step: Step, root: string): Promise<{ ok: boolean; output: string }> {
	const [program = '', ...rest] = step.command;
	return new Promise((resolve) => {
		const child = spawn(program, rest, {
			cwd: step.folder ? `${root}/${step.folder}` : root,
			env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...step.environment },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		running.add(child);
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
		child.on('close', (code) => {
			running.delete(child);
			resolve({ ok: code === 0, output });
		});
	});
}

/** `Tests  3 failed | 120 passed (123)` */
export function countVitest(output: string): Counts | undefined {
	return fromLine(output, /^\s*Tests\s+(.+)$/m, /(\d+) passed/, /(\d+) failed/);
}

/** `test result: ok. 12 passed; 0 failed; ...`, one line a binary. */
export function countCargo(output: string): Counts | undefined {
	return sumLines(output, /^test result: .*?(\d+) passed; (\d+) failed/gm);
}

/** `--- PASS: TestName` and `--- FAIL: TestName` of `go test -v`, subtests left out. */
export function countGo(output: string): Counts | undefined {
	const passed = output.match(/^--- PASS/gm)?.length ?? 0;
	const failed = output.match(/^--- FAIL/gm)?.length ?? 0;
	return passed + failed === 0 ? undefined : { passed, failed };
}

/** `  12 passed (30s)`, `  1 failed` and `  1 flaky` (passed at the second attempt) of Playwright's list reporter. */
export function countPlaywright(output: string): Counts | undefined {
	const [passed, failed, flaky] = ['passed', 'failed', 'flaky'].map(
		(word) => new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1],
	);
	if (passed === undefined && failed === undefined && flaky === undefined) return undefined;
	return { passed: Number(passed ?? 0) + Number(flaky ?? 0), failed: Number(failed ?? 0) };
}

/** The lines of `tests/second-attempts.ts`, and of Playwright's list reporter. */
export function secondAttempts(output: string): string[] {
	const lines = output.matchAll(/^second attempt: (.+)$|^\s*(?:✓|ok)\s.*? › (.+) \(retry #1\)/gm);
	return Array.from(lines, ([, vitest, playwright]) => vitest ?? playwright ?? '');
}

function fromLine(output: string, line: RegExp, passed: RegExp, failed: RegExp) {
	const text = line.exec(output)?.[1];
	if (text === undefined) return undefined;
	return {
		passed: Number(passed.exec(text)?.[1] ?? 0),
		failed: Number(failed.exec(text)?.[1] ?? 0),
	};
}

function sumLines(output: string, line: RegExp): Counts | undefined {
	const found = [...output.matchAll(line)];
	if (found.length === 0) return undefined;
	return {
		passed: found.reduce((sum, match) => sum + Number(match[1]), 0),
		failed: found.reduce((sum, match) => sum + Number(match[2]), 0),
	};
}
