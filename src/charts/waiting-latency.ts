import type { Cell, Percentile } from '../core/schemas/cell.ts';
import type { ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { byLoad, percentileOf } from './latency-rows.ts';
import { span, threeDigits } from './words.ts';

/** Every request of the experiment waits so long, whatever its server. */
const WAIT_MS = 20;

/** What a request does after its wait, by load: as a heading, and in a sentence. */
const groups: Record<string, [title: string, sentence: string]> = {
	'rate-1000-u0': ['nothing, 1,000 a second', 'without computation'],
	'rate-1000-u50': ['0.1 ms, 1,000 a second', 'with about 0.1 ms of it'],
	'rate-400-u500': ['1 ms, 400 a second', 'with about 1 ms of it'],
};

/** What does a runtime add to a wait that all of them share? */
export const waitingLatency = latencyChart({
	question: 'waiting-latency',
	experiment: 'waiting',
	title: `Latency beyond the ${WAIT_MS} ms that a request waits, by what it then computes, on one core`,
	tells: 'framework',
	draws: (cell) => cell.load in groups && cell.track === '1' && !cell.duplicate,
	reading: { groupOf, read: (cell) => [beyondTheWait(cell)] },
	axis: `milliseconds beyond ${WAIT_MS}`,
	finding,
});

function groupOf({ load }: Cell): { title: string; order: number } {
	const [title] = groups[load] ?? [load];
	return { title, order: Object.keys(groups).indexOf(load) };
}

function beyondTheWait(cell: Cell): Cell {
	if (cell.status === 'failed') return cell;
	const less = (ms: number | undefined) => (ms === undefined ? undefined : ms - WAIT_MS);
	const percentiles = cell.percentiles.map(({ percentile, exceedances, ...ms }): Percentile => {
		const [lowMs, highMs] = [less(ms.lowMs), less(ms.highMs)];
		return {
			...{ percentile, exceedances, valueMs: ms.valueMs - WAIT_MS },
			...(lowMs !== undefined && { lowMs }),
			...(highMs !== undefined && { highMs }),
		};
	});
	return { ...cell, percentiles };
}

/** The range over the subjects, and how far apart their medians lie: latency on a shared machine is not for ranking. */
function finding(context: ChartContext): string | undefined {
	const parts = byLoad(context, groupOf).flatMap(({ cells, tail }) => {
		const values = (percentile: number) =>
			cells.flatMap((cell) => percentileOf(cell, percentile)?.valueMs ?? []);
		const medians = values(50);
		if (medians.length === 0) return [];
		const [, sentence] = groups[cells[0]?.load ?? ''] ?? [];
		const apart = threeDigits(Math.max(...medians) - Math.min(...medians));
		const within = medians.length > 1 ? ` (within ${apart} ms of one another)` : '';
		const tailWords = tail === undefined ? '' : `, p${tail} ${span(values(tail))} ms`;
		return [`${sentence} p50 is ${span(medians)} ms${within}${tailWords}`];
	});
	return parts.length === 0 ? undefined : `Beyond the wait, ${parts.join('; ')}.`;
}
