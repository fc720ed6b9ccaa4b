import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all its descendants have used so far. */
export interface TreeUsage {
	/** Nanoseconds on a CPU since each process started, ended threads and processes included. */
	cpuNs: number;
	rssBytes: number;
	processes: number;
}

/** Watches one process tree. The total never falls when a thread or a process ends. */
export function watchTree(rootPid: number): () => TreeUsage | undefined {
	return process.platform === 'linux' ? watchLinux(rootPid) : watchWithPs(rootPid);
}

/** Several trees as one; absent as soon as one of them has ended. */
export function watchTrees(rootPids: readonly number[]): () => TreeUsage | undefined {
	const watches = rootPids.map(watchTree);
	return () => {
		const seen = watches.flatMap((watch) => watch() ?? []);
		if (seen.length < watches.length) return undefined;
		const total = (name: keyof TreeUsage) => seen.reduce((sum, tree) => sum + tree[name], 0);
		return {
			cpuNs: total('cpuNs'),
			rssBytes: total('rssBytes'),
			processes: total('processes'),
		};
	};
}

/**
 * `/proc/PID/task/TID/schedstat`: the first number is time on a CPU in nanoseconds (Linux,
 * Documentation/scheduler/sched-stats.rst). `/proc/PID/stat` counts in ticks of 10 ms, too coarse for a window of a second.
 *
 * What a thread used after its last look is lost with it, at most one sampling period of an idle thread. A process that came and
 * went between two looks was never seen at all, as when PostgreSQL starts one for each connection; but its parent waited for
 * it, and was credited with its time.
 */
function watchLinux(rootPid: number): () => TreeUsage | undefined {
	const seen = new Map<number, SeenProcess>();
	return () => {
		const live = new Set(descendants(rootPid));
		if (live.size === 0) return undefined;
		for (const pid of live) look(seen, pid);
		const gone = [...seen].filter(([pid]) => !live.has(pid));
		for (const [, one] of gone) {
			const heir = nearest(seen, one.parent, live);
			if (heir) heir.endedNs += ownNs(one) + one.endedNs;
		}
		for (const [pid] of gone) seen.delete(pid);
		const total = [...live].reduce((sum, pid) => {
			const one = seen.get(pid);
			return one ? sum + ownNs(one) + Math.max(one.endedNs, one.waitedForNs) : sum;
		}, 0);
		const rssBytes = [...live].reduce((sum, pid) => sum + residentBytes(pid), 0);
		return { cpuNs: total, rssBytes, processes: live.size };
	};
}

interface SeenProcess {
	parent: number;
	cpuNsOfThread: Map<string, number>;
	/** Of descendants that were seen and have ended. */
	endedNs: number;
	/** Of all children that it has waited for, in ticks of 10 ms; none where it ignores their end (wait(2)). */
	waitedForNs: number;
}

function look(seen: Map<number, SeenProcess>, pid: number): void {
	const stat = read(`/proc/${pid}/stat`);
	if (stat === undefined) return;
	// The name, which stands in brackets, may hold blanks. Then follow the state and the parent; proc(5) counts from 1.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const field = (number: number) => Number(fields[number - 3]);
	const { cpuNsOfThread, endedNs } = seen.get(pid) ?? { cpuNsOfThread: new Map(), endedNs: 0 };
	for (const thread of list(`/proc/${pid}/task`)) {
		const text = read(`/proc/${pid}/task/${thread}/schedstat`);
		if (text) cpuNsOfThread.set(thread, Number(text.split(' ')[0]));
	}
	const waitedForNs = (field(16) + field(17)) * 10_000_000;
	seen.set(pid, { parent: field(4), cpuNsOfThread, endedNs, waitedForNs });
}

/** Whoever of its ancestors still lives. */
function nearest(
	seen: ReadonlyMap<number, SeenProcess>,
	pid: number,
	live: ReadonlySet<number>,
): SeenProcess | undefined {
	const one = seen.get(pid);
	return one === undefined || live.has(pid) ? one : nearest(seen, one.parent, live);
}

function ownNs({ cpuNsOfThread }: SeenProcess): number {
	return cpuNsOfThread.values().reduce((sum, value) => sum + value, 0);
}

/** A process and all that came from it, by their ids; empty when it has ended. Linux alone. */
export function descendants(pid: number): number[] {
	const threads = list(`/proc/${pid}/task`);
	if (threads.length === 0) return [];
	const children = threads.flatMap((thread) =>
		(read(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
	);
	return [pid, ...children.flatMap(descendants)];
}

/** Second field of `/proc/PID/statm`, in pages; 4 KiB on every system this runs on. Shared pages count in each process. */
function residentBytes(pid: number): number {
	const pages = read(`/proc/${pid}/statm`)?.split(' ')[1];
	return pages === undefined ? 0 : Number(pages) * 4096;
}

function read(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined; // The process or thread ended between the listing and the reading.
	}
}

function list(path: string): string[] {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}

/** macOS: `ps` prints CPU time in hundredths of a second and memory in KiB. */
function watchWithPs(rootPid: number): () => TreeUsage | undefined {
	return () => {
		const rows = execFileSync('ps', ['-axo', 'pid=,ppid=,rss=,time='], { encoding: 'utf8' })
			.trim()
			.split('\n')
			.map((line) => line.trim().split(/\s+/))
			.map(([pid, parent, rss, time]) => ({
				pid: Number(pid),
				parent: Number(parent),
				rssBytes: Number(rss) * 1024,
				cpuNs: parsePsTime(time ?? ''),
			}));
		const tree = new Set([rootPid]);
		for (let before = 0; before !== tree.size;) {
			before = tree.size;
			for (const row of rows) if (tree.has(row.parent)) tree.add(row.pid);
		}
		const mine = rows.filter((row) => tree.has(row.pid));
		if (mine.length === 0) return undefined;
		return {
			cpuNs: mine.reduce((sum, row) => sum + row.cpuNs, 0),
			rssBytes: mine.reduce((sum, row) => sum + row.rssBytes, 0),
			processes: mine.length,
		};
	};
}

/** `[[dd-]hh:]mm:ss.cc` into nanoseconds. */
export function parsePsTime(text: string): number {
	const [days, clock] = text.includes('-') ? text.split('-') : ['0', text];
	const seconds = (clock ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
	return Math.round((Number(days) * 86_400 + seconds) * 1e9);
}
