import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainMissing, missingTools } from '../setup/tools.ts';
import { type Outcome, runSuite, stopSteps, type Suite } from './suite.ts';

const root = join(import.meta.dirname, '..');

/**
 * Runs suites, then prints one table and one line that counts, and sets the exit code.
 *
 * @param lanes run side by side, each from top to bottom
 * @param after run when the lanes have ended, one after the other
 * @param wanted names of suites; none means all
 */
export async function runSuites(
	lanes: readonly (readonly Suite[])[],
	after: readonly Suite[],
	wanted: readonly string[],
): Promise<void> {
	const missing = missingTools();
	for (const tool of missing) process.stdout.write(`${explainMissing(tool)}\n`);
	for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, stop);

	const run = (suites: readonly Suite[]) => runAll(suites, wanted, missing);
	const outcomes = [...(await Promise.all(lanes.map(run))).flat(), ...(await run(after))];
	report(outcomes);
	const unknown = wanted.filter((name) => !outcomes.some(({ suite }) => suite === name));
	if (unknown.length > 0) process.stderr.write(`There is no suite ${unknown.join(', ')}.\n`);
	process.exitCode = unknown.length > 0 || outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
	// Its own disconnecting is no reason to stop; the channel would only keep the process alive.
	process.off('disconnect', stop);
	if (process.connected) process.disconnect?.();
}

function stop(): void {
	stopSteps();
	process.exit(130);
}

async function runAll(
	suites: readonly Suite[],
	wanted: readonly string[],
	missing: readonly string[],
): Promise<Outcome[]> {
	const done: Outcome[] = [];
	for (const suite of suites) {
		if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
		const lacking = suite.needs?.find((tool) => missing.includes(tool));
		const outcome = lacking
			? {
					suite: suite.name,
					passed: 0,
					failed: 0,
					seconds: 0,
					again: [],
					skipped: explainMissing(lacking),
				}
			: await runSuite(suite, root);
		process.stdout.write(`${row(outcome)}\n`);
		done.push(outcome);
	}
	return done;
}

function report(all: readonly Outcome[]): void {
	for (const { suite, output } of all) {
		if (output === undefined) continue;
		const log = join(root, '.bench/test-logs', `${suite.replaceAll(/[^a-z]+/g, '-')}.log`);
		mkdirSync(join(root, '.bench/test-logs'), { recursive: true });
		writeFileSync(log, output);
		process.stdout.write(`\n--- ${suite} failed; all of it in ${log}\n${output.slice(-4000)}\n`);
	}
	process.stdout.write(`\n${'suite'.padEnd(14)} passed  failed  seconds\n`);
	for (const outcome of all) process.stdout.write(`${row(outcome)}\n`);
	const total = (name: 'passed' | 'failed') => all.reduce((sum, one) => sum + one[name], 0);
	const again = all.flatMap((one) => one.again.map((test) => `${one.suite}: ${test}`));
	for (const test of again) process.stdout.write(`\nPassed at the second attempt: ${test}`);
	process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
}

function row({ suite, passed, failed, seconds, skipped }: Outcome): string {
	const name = suite.padEnd(14);
	if (skipped) return `${name} skipped: ${skipped}`;
	return `${name} ${String(passed).padStart(6)}  ${String(failed).padStart(6)}  ${seconds.toFixed(1).padStart(7)}`;
}
