import { readFileSync } from 'node:fs';
import { descendants } from './process-tree.ts';

/** Memory of a process tree at one moment. What the system does not tell is absent. */
export interface TreeMemory {
	rssBytes?: number;
	/** Of each shared page this tree's share: a page that two processes map counts half. */
	pssBytes?: number;
	/** Pages that nobody else maps. */
	privateBytes?: number;
}

/** Linux: `/proc/PID/smaps_rollup` adds up what `smaps` has for each mapping (Documentation/filesystems/proc.rst). */
export function readTreeMemory(rootPid: number): TreeMemory {
	if (process.platform !== 'linux') return {};
	const texts = descendants(rootPid).flatMap((pid) => readRollup(pid) ?? []);
	if (texts.length === 0) return {};
	const total = (...names: string[]) =>
		texts.reduce((sum, text) => sum + names.reduce((own, name) => own + bytesOf(text, name), 0), 0);
	return {
		rssBytes: total('Rss'),
		pssBytes: total('Pss'),
		privateBytes: total('Private_Clean', 'Private_Dirty'),
	};
}

function readRollup(pid: number): string | undefined {
	try {
		return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
	} catch {
		return undefined; // It has ended, or belongs to somebody else.
	}
}

/** A line such as `Pss:    1234 kB`, which every kernel that has the file writes. */
function bytesOf(text: string, name: string): number {
	return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1024;
}
