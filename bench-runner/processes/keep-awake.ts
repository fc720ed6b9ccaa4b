import type { Layout } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { pacerBinary } from '../load-generators/pacer.ts';
import type { Session } from '../session.ts';
import { describeExit, type ProcessGroup, startGroup } from './group.ts';

/**
 * Gives the CPUs of a layout something of idle priority to do, so that none of them halts; `pacer/src/awake.rs` says why.
 *
 * @returns the process that does it, to be stopped; absent where the layout keeps none awake
 */
export function keepAwake(
	{ root, guardian }: Pick<Session, 'root' | 'guardian'>,
	{ awakeCpus = [] }: Layout,
): ProcessGroup | undefined {
	if (awakeCpus.length === 0) return undefined;
	const command = [pacerBinary(root), 'awake', awakeCpus.join(',')];
	return startGroup({ command, cwd: root, guardian });
}

/** @throws CliError where it was to run and does not */
export async function refuseSleep(awake: ProcessGroup | undefined): Promise<void> {
	if (!awake?.hasExited()) return;
	const exit = describeExit(await awake.exited);
	throw new CliError(
		`what keeps CPUs awake ended with ${exit}. It said: ${awake.output().trim() || 'nothing'}`,
	);
}
