import { execFileSync } from 'node:child_process';

/** The direct children of a process, oldest first. `ps` with these options is POSIX: Linux and macOS have it. */
export function childrenOf(pid: number): number[] {
	return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number))
		.filter(([, parent]) => parent === pid)
		.map(([child]) => child ?? -1)
		.sort((one, other) => one - other);
}

/** The processes of a server that answer requests: the workers of a cluster, or else the only one. */
export function servingProcessesOf(leader: number): number[] {
	const workers = childrenOf(leader);
	return workers.length > 0 ? workers : [leader];
}
