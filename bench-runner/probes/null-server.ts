import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../error.ts';
import { pacerBinary } from '../load-generators/pacer.ts';
import { describeExit, startGroup } from '../processes/group.ts';
import type { Guardian } from '../processes/guardian.ts';
import type { RunningServer } from '../processes/server.ts';

const listensWithinSeconds = 5;

/**
 * Starts a server that answers everything with 200 and the same body (`pacer null`), where the measured server would run.
 *
 * @throws CliError with its own words when it ends or stays silent
 */
export async function startNullServer(
	root: string,
	bodyBytes: number,
	cpus: readonly number[] | undefined,
	guardian: Guardian,
): Promise<RunningServer> {
	const group = startGroup({
		command: [pacerBinary(root), 'null', '--port', '0', '--body-bytes', String(bodyBytes)],
		cwd: root,
		cpus,
		guardian,
		captureOutput: true,
	});
	const deadline = performance.now() + listensWithinSeconds * 1000;
	for (;;) {
		const port = /^listening on .*:(\d+)$/m.exec(group.standardOutput())?.[1];
		if (port !== undefined) return { group, port: Number(port) };
		if (group.hasExited() || performance.now() > deadline) {
			const { code, signal } = await group.stop(0);
			const what = group.output().trim() || `it ended with ${describeExit({ code, signal })}`;
			throw new CliError(`The server that does nothing did not start: ${what}.`);
		}
		await delay(5);
	}
}
