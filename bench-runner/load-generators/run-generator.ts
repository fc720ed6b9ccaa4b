import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../error.ts';
import { abortable } from '../processes/abortable.ts';
import { describeExit, startGroup } from '../processes/group.ts';
import type { Guardian } from '../processes/guardian.ts';
import { readTimes, withTimes } from './cpu-times.ts';
import type { LoadGenerator, LoadWindow, Tool } from './generator.ts';
import type { LoadResult } from './load-result.ts';

interface RunContext {
	guardian: Guardian;
	signal: AbortSignal;
	/** Told the id of the generator's process group. */
	onStart?: (pid: number) => void;
}

/**
 * Puts one load on a server and waits for the generator's own end, which each bounds itself.
 *
 * @throws CliError when it died without a result; Interrupted when asked to stop
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
			command: withTimes(command),
			cwd: folder,
			cpus: window.cpus,
			...(environment && { environment }),
			...(input !== undefined && { input }),
			guardian,
			captureOutput: true,
		});
		onStart?.(group.pid);
		try {
			const exit = await abortable(group.exited, signal);
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
