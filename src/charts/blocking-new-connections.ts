import type { Cell, Percentile } from '../core/schemas/cell.ts';
import type { ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { byLoad, percentileOf } from './latency-rows.ts';
import { probeOf } from './probe.ts';
import { eachTail } from './tail-words.ts';
import { span } from './words.ts';

/** Who is taken on while the server computes: by the kernel, and by the server? */
export const blockingNewConnections = latencyChart({
	question: 'blocking-new-connections',
	experiment: 'blocking',
	title:
		'Requests that need nothing, each on a connection of its own, beside slow ones, on one core',
	draws: (cell) => cell.load === 'new-connections' && cell.track === '1' && !cell.duplicate,
	reading: { groupOf, read: (cell) => [connectingOf(cell), ...probeOf(cell)] },
	axis: 'milliseconds, since dialling',
	finding,
});

function groupOf(cell: Cell): { title: string; order: number } {
	return isConnecting(cell)
		? { title: 'until the kernel connects', order: 0 }
		: { title: 'until the answer', order: 1 };
}

/** The same windows, seen by the kernel: how long connecting took. */
function connectingOf(cell: Cell): Cell {
	const id = `${cell.id}${CONNECTING}`;
	if (cell.status === 'failed') return { ...cell, id };
	return { ...cell, id, percentiles: connectPercentiles(cell) };
}

const CONNECTING = '/connecting';
const isConnecting = ({ id }: Cell) => id.endsWith(CONNECTING);

function connectPercentiles({ summary, windows }: Extract<Cell, { status: 'measured' }>) {
	const requests = windows.reduce((sum, { counts }) => sum + counts.valid, 0);
	const metrics = [
		[50, summary.connectMsP50],
		[95, summary.connectMsP95],
		[99, summary.connectMsP99],
	] as const;
	return metrics.flatMap(([percentile, estimate]): Percentile[] => {
		if (estimate === undefined) return [];
		const { median, low, high } = estimate;
		const interval = low !== undefined && high !== undefined && { lowMs: low, highMs: high };
		const exceedances = Math.floor(requests * (1 - percentile / 100));
		return [{ percentile, valueMs: median, ...interval, exceedances }];
	});
}

/** How soon all were connected, as a range, and how soon each subject answered. */
function finding(context: ChartContext): string | undefined {
	const groups = byLoad(context, groupOf);
	const parts = groups.flatMap((group) => {
		const tail = group.tail ?? 50;
		const values = group.cells.flatMap((cell) => percentileOf(cell, tail)?.valueMs ?? []);
		if (values.length === 0) return [];
		return group.cells.some(isConnecting)
			? [`The kernel had a new connection within ${span(values)} ms (p${tail}).`]
			: [`Until the answer on it, ${eachTail(group, context)}.`];
	});
	return parts.length === 0 ? undefined : parts.join(' ');
}
