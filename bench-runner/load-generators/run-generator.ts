import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../error.ts';
import { abortable } from '../processes/abortable.ts';
import { goingFirst } from '../processes/go-first.ts';
import { describeExit, type Exit, type ProcessGroup, startGroup } from '../processes/group.ts';
import type { Guardian } from '../processes/guardian.ts';
import { readTimes, withTimes } from './cpu-times.ts';
import type { LoadGenerator, LoadWindow, Tool } from './generator.ts';
import type { LoadResult } from './load-result.ts';

/** Connecting and the last time-outs take pacer at most 16 s (its README); the other tools give up sooner. */
const graceSeconds = 30;

interface RunContext {
	guardian: Guardian;
	signal: AbortSignal;
	/** Told the id of the generator's process group. */
	onStart?: (pid: number) => void;
}

/**
 * Puts one load on a server and waits for the generator's end, which each bounds itself.
 *
 * @throws CliError when it died without a result, or did not keep to its bound; Interrupted when asked to stop
 */
export async function runGenerator(
	generator: LoadGenerator,
	tool: Tool,
	window: LoadWindow,
	{ guardian, signal, onStart }: RunContext,
): Promise<LoadResult> {
	const folder = mkdtempSync(join(tmpdir(), `bench-${generator.id}-`));
	try {
		const { command, environment, input, files = {} } = generator.invoke(tool, window);
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		const startedAt = performance.now();
		const group = startGroup({
			command: withTimes(window.goesFirst ? goingFirst(command) : command),
			cwd: folder,
			cpus: window.cpus,
			...(environment && { environment }),
			...(input !== undefined && { input }),
			guardian,
			captureOutput: true,
		});
		onStart?.(group.pid);
		try {
			const exit = await endOf(group, generator.id, window.seconds, signal);
			const elapsedSeconds = (performance.now() - startedAt) / 1000;
			const { cpu, text: said } = readTimes(group.output());
			if (exit.code !== 0) {
				throw new CliError(
					`The load generator ${generator.id} ended with ${describeExit(exit)}: ${said.trim() || 'it said nothing'}.`,
				);
			}
			const result = generator.read({ standardOutput: group.standardOutput(), folder }, window);
			return { generator: generator.id, elapsedSeconds, ...(cpu && { cpu }), ...result };
		} finally {
			await group.stop(0.2);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @throws CliError when it is still there long after its window; whoever started the group stops it */
async function endOf(
	group: ProcessGroup,
	id: string,
	seconds: number,
	signal: AbortSignal,
): Promise<Exit> {
	const overdue = AbortSignal.timeout((seconds + graceSeconds) * 1000);
	try {
		return await abortable(group.exited, AbortSignal.any([signal, overdue]));
	} catch (error) {
		if (signal.aborted || !overdue.aborted) throw error;
		throw new CliError(
			`The load generator ${id} had not ended ${graceSeconds} s after its window of ${seconds} s, and was killed.`,
		);
	}
}
