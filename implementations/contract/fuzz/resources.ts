import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../process-tree.ts';

export type Resources = {
	rssBytes: number;
	/** Only Linux tells without more tools. */
	openFiles?: number;
};

/** What a server's processes hold together, once that does not sink any more: ends are not heard of at once. */
export async function settledResourcesOf(leader: number): Promise<Resources> {
	let now = resourcesOf(leader);
	for (let looks = 0; looks < 20; looks += 1) {
		await sleep(150);
		const later = resourcesOf(leader);
		const sinks = later.openFiles !== undefined && later.openFiles < (now.openFiles ?? Infinity);
		now = later;
		if (!sinks && looks >= 2) break;
	}
	return now;
}

function resourcesOf(leader: number): Resources {
	const pids = [leader, ...childrenOf(leader)];
	const listed = execFileSync('ps', ['-o', 'rss=', '-p', pids.join()], { encoding: 'utf8' });
	const rssBytes = listed.split('\n').reduce((sum, line) => sum + Number(line) * 1_024, 0);
	if (process.platform !== 'linux') return { rssBytes };
	const files = pids.map((pid) => readdirSync(`/proc/${pid}/fd`).length);
	return { rssBytes, openFiles: files.reduce((sum, count) => sum + count, 0) };
}
