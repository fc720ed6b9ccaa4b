import { formatNumber } from '../../core/format.ts';
import { discarded, summaryOf, type Sample } from './samples.ts';
import { ways, type Way } from './ways.ts';

export const wayNames: Readonly<Record<Way, string>> = {
	block: 'In one go',
	chunk: 'Cut up',
	worker: 'In a worker',
};

export function inMs(ms: number): string {
	return `${formatNumber(ms, ms < 10 ? 2 : 3)} ms`;
}

/** What the ways came to, in a sentence. */
export function findingOfWays(samples: readonly Sample<Way>[]): string {
	const told = ways.flatMap((way) => {
		const summary = summaryOf(samples, way);
		if (summary === undefined) return [];
		return [`${inMs(summary.lagMsMedian)} ${wayNames[way].toLowerCase()}`];
	});
	if (told.length === 0) return `No sample counts.${discardedWords(samples)}`;
	return `The probe came late by ${told.join(', ')} (medians of what counts).${discardedWords(samples)}`;
}

/** How many times as much so many workers do as one, in the same time; undefined without a measurement of one. */
export function timesOne(samples: readonly Sample<number>[], count: number): number[] | undefined {
	const one = summaryOf(samples, 1)?.tookMsMedian;
	const summary = summaryOf(samples, count);
	if (one === undefined || summary === undefined) return undefined;
	return summary.tookMs.map((tookMs) => (count * one) / tookMs);
}

export function findingOfSweep(
	samples: readonly Sample<number>[],
	most: number,
	processors: number,
): string {
	const medians = Array.from({ length: most }, (_, index) => {
		const tookMs = summaryOf(samples, index + 1)?.tookMsMedian;
		const one = summaryOf(samples, 1)?.tookMsMedian;
		return tookMs === undefined || one === undefined ? undefined : ((index + 1) * one) / tookMs;
	});
	const known = medians.filter((times) => times !== undefined);
	if (known.length === 0) return `No sample counts.${discardedWords(samples)}`;
	const best = Math.max(...known);
	// As good as the best within a tenth: fewer workers do as much.
	const enough = medians.findIndex((times) => times !== undefined && times >= 0.9 * best) + 1;
	const workers = enough === 1 ? '1 worker does' : `${enough} workers do`;
	const times = medians[enough - 1] ?? best;
	const isLast = medians.slice(enough).every((more) => more === undefined);
	const more = isLast ? '' : ', and more of them hardly more';
	return `${workers} ${formatNumber(times, 2)} times as much as one${more}; this browser speaks of ${processors} ${processors === 1 ? 'processor' : 'processors'}.${discardedWords(samples)}`;
}

function discardedWords(samples: readonly Sample<unknown>[]): string {
	const count = discarded(samples);
	if (count === 0) return '';
	return ` ${count} ${count === 1 ? 'sample was' : 'samples were'} discarded: the tab was hidden, or the task too short.`;
}
