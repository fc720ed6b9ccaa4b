import { rules } from './rules.ts';
import { schedule, type Request } from './schedule.ts';

/** The end of the picture. What is sent has to be done by then, in the slowest lane. */
export const END_MS = 300;
/** More long requests than this never find room before the end. */
export const LONGS_MAX = 2;
/** The picture before a reader sends anything: the second comes while the first still computes. */
export const EXAMPLE_MS = [5, 45] as const;

const LONG_MS = 100;
const SHORT_MS = 4;
const SHORT_EVERY_MS = 20;
const SHORTS = 13;

/** Short requests that flow by themselves, and long ones at the given times; in the order in which they arrive. */
export function arrivals(longsAtMs: readonly number[]): Request[] {
	const longs = longsAtMs.map((atMs, index) => ({
		id: `long-${index + 1}`,
		atMs,
		needsMs: LONG_MS,
	}));
	const shorts = Array.from({ length: SHORTS }, (_, index) => ({
		id: `short-${index + 1}`,
		atMs: SHORT_EVERY_MS * (index + 0.5),
		needsMs: SHORT_MS,
	}));
	return [...longs, ...shorts].sort((a, b) => a.atMs - b.atMs);
}

export const isLong = ({ id }: { readonly id: string }): boolean => id.startsWith('long');

/** Whether one more long request at this time is answered before the picture ends, by every runtime. */
export function hasRoom(longsAtMs: readonly number[], atMs: number): boolean {
	const requests = arrivals([...longsAtMs, atMs]);
	return rules.every(({ policy }) =>
		schedule(requests, policy).every(({ toMs }) => toMs <= END_MS),
	);
}
