import { spawnSync } from 'node:child_process';
import type { Load } from '../../src/core/schemas/experiment.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import type { LoadGenerator } from '../load-generators/generator.ts';

/*
 * A load generator has company on its CPUs: the server on a small machine, a database, and always the runner, which samples
 * five times a second. There it has to wait for its turn: on Linux 6.18 up to a slice of three milliseconds of what computes
 * there. What leaves late looks like a slow server. So in an open loop it goes first: the policy SCHED_FIFO takes the CPU from
 * whatever has an ordinary one as soon as there is something to send (sched(7)), as a network card takes it when a request
 * comes from elsewhere. cyclictest, which measures how late a program wakes, runs like this too.
 *
 * Never in a closed loop: that sends as fast as it is answered, and would leave the others nothing.
 */

/** The lowest priority of the policy comes before every ordinary program, and before nothing that the kernel needs. */
const goFirst = ['chrt', '--fifo', '1'];

/** Whether this user may; usually root alone, or who has the capability CAP_SYS_NICE. */
export function canGoFirst(): boolean {
	const [program = '', ...rest] = [...goFirst, 'true'];
	return process.platform === 'linux' && spawnSync(program, rest).status === 0;
}

/** Whether a generator of ours comes first, by the layout that the run was planned with. Another's own tool runs as it is. */
export function mayGoFirst(
	layout: Layout,
	load: Load,
	{ isOurs }: Pick<LoadGenerator, 'isOurs'>,
): boolean {
	return layout.generatorFirst === true && load.kind === 'open' && isOurs === true;
}

/** The command as a program that comes before others on its CPUs. */
export function goingFirst(command: readonly string[]): string[] {
	return [...goFirst, ...command];
}
