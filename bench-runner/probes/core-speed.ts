import { execFileSync } from 'node:child_process';
import { pacerBinary } from '../load-generators/pacer.ts';

/**
 * How long a fixed computation of about 2 ms takes on the slowest of these CPUs, in nanoseconds of CPU time. A virtual
 * core slows down when its physical core is shared or its clock falls, and no counter of the guest says so.
 *
 * @param cpus absent where processes cannot be pinned: then wherever the system runs it
 */
export function measureFixedWork(root: string, cpus: readonly number[] | undefined): number {
	const run = (prefix: readonly string[]) => {
		const [program = '', ...rest] = [...prefix, pacerBinary(root), 'speed'];
		return Number(execFileSync(program, rest, { encoding: 'utf8', timeout: 10_000 }));
	};
	if (cpus === undefined) return run([]);
	return Math.max(...cpus.map((cpu) => run(['taskset', '-c', String(cpu)])));
}
