import type { Cell } from '../core/schemas/cell.ts';
import { roomOf, ROOMS } from './caching-rooms.ts';
import type { ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { byLoad, percentileOf } from './latency-rows.ts';
import { span } from './words.ts';

/** What does a cache leave of the origin's 20 ms, by how much fits into it? */
export const cachingLatency = latencyChart({
	question: 'caching-latency',
	experiment: 'caching',
	title:
		'Latency of 1,000 requests a second for 1,000 documents, by how many of them the cache holds',
	draws: (cell) => cell.load.startsWith('rate-1000') && cell.track === '1' && !cell.duplicate,
	reading: { groupOf, read },
	finding,
});

/** And with thousands of connections open, when nearly all is in the cache? */
export const cachingConnections = latencyChart({
	question: 'caching-connections',
	experiment: 'caching',
	title: 'Latency of 1,000 requests a second on 5,000 connections, all documents in the cache',
	draws: (cell) => cell.load === 'open-5000' && cell.track === '1' && !cell.duplicate,
	reading: { groupOf: () => ({ title: '5,000 connections', order: 0 }), read },
});

function groupOf(cell: Cell): { title: string; order: number } {
	const room = roomOf(cell);
	return { title: room.title, order: ROOMS.indexOf(room) };
}

/** Without whom its load is asked of: a group is the whole of one room, so nobody is missing from it. */
function read(cell: Cell): Cell[] {
	if (cell.status === 'failed') return [cell];
	const { subjects: _, ...loadDefinition } = cell.loadDefinition;
	return [{ ...cell, loadDefinition }];
}

/** The range over the subjects, and no rank: latency on a shared machine is not for ranking. */
function finding(context: ChartContext): string | undefined {
	const parts = byLoad(context, groupOf).flatMap(({ cells, title, tail }) => {
		const values = (percentile: number) =>
			cells.flatMap((cell) => percentileOf(cell, percentile)?.valueMs ?? []);
		if (values(50).length === 0) return [];
		const tailWords = tail === undefined ? '' : `, p${tail} ${span(values(tail))} ms`;
		return [`With ${title}: p50 ${span(values(50))} ms${tailWords}.`];
	});
	return parts.length === 0 ? undefined : parts.join(' ');
}
