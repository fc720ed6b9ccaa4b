import type { Cell } from '../core/schemas/cell.ts';
import type { CoreTrack } from '../core/schemas/experiment.ts';
import type { Chart, ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { byLoad, percentileOf, type LoadGroup } from './latency-rows.ts';
import { probeOf } from './probe.ts';
import { eachTail } from './tail-words.ts';
import { span } from './words.ts';

/** One core: who waits for whom, when requests that need nothing come beside slow ones? */
export const blockingOneCore = blockingChart('1', 'blocking-one-core', 'on one core');

/** All cores: does another core help? */
export const blockingAllCores = blockingChart('all', 'blocking-all-cores', 'on all cores');

const LOADS = ['alone', 'slow-2', 'slow-4'];

function blockingChart(track: CoreTrack, question: string, where: string): Chart {
	return latencyChart({
		question,
		experiment: 'blocking',
		title: `Requests that need nothing, beside slow ones, ${where}`,
		draws: (cell) => LOADS.includes(cell.load) && cell.track === track && !cell.duplicate,
		reading: { groupOf, read: probeOf },
		finding,
	});
}

function groupOf({ load, loadDefinition }: Cell): { title: string; order: number } {
	const slow = loadDefinition.mix?.['u50000'];
	const title = slow === undefined ? 'no slow requests' : `${slow} slow requests a second`;
	return { title, order: LOADS.indexOf(load) };
}

/** Each subject's highest percentile beside the most slow requests, and the range without any. */
function finding(context: ChartContext): string | undefined {
	const groups = byLoad(context, groupOf).filter((group) => medians(group).length > 0);
	const alone = groups.find(({ cells }) => cells[0]?.load === LOADS[0]);
	const busiest = groups.findLast((group) => group !== alone);
	const parts = [
		...(busiest ? [`Beside ${busiest.title}, ${eachTail(busiest, context)}.`] : []),
		...(alone ? [`Without slow ones, p50 is ${span(medians(alone))} ms.`] : []),
	];
	return parts.length === 0 ? undefined : parts.join(' ');
}

const medians = ({ cells }: LoadGroup) =>
	cells.flatMap((cell) => percentileOf(cell, 50)?.valueMs ?? []);
