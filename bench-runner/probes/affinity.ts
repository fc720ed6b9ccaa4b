import { readdirSync, readFileSync } from 'node:fs';
import { parseCpuList } from './topology.ts';

/**
 * The logical CPUs that the threads of these processes may use, read back from the kernel: what was asked of `taskset`
 * is not what a runtime, a container or an administrator made of it afterwards (`Cpus_allowed_list`, proc(5)).
 *
 * @returns undefined where the system does not say, or none of the processes is alive
 */
export function readAffinity(pids: readonly number[]): number[] | undefined {
	if (process.platform !== 'linux') return undefined;
	const cpus = pids.flatMap((pid) => threadsOf(pid).flatMap((thread) => allowedOf(pid, thread)));
	if (cpus.length === 0) return undefined;
	return [...new Set(cpus)].sort((a, b) => a - b);
}

function threadsOf(pid: number): string[] {
	try {
		return readdirSync(`/proc/${pid}/task`);
	} catch {
		return []; // It ended.
	}
}

function allowedOf(pid: number, thread: string): number[] {
	try {
		const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
		return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '');
	} catch {
		return []; // It ended between the listing and the reading.
	}
}
