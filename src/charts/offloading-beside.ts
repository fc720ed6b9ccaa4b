import type { Cell } from '../core/schemas/cell.ts';
import { latencyChart } from './latency-chart.ts';
import { byLoad } from './latency-rows.ts';
import { probeOf } from './probe.ts';
import { eachTail } from './tail-words.ts';

/** What does moving tasks away give the requests beside them? */
export const offloadingBeside = latencyChart({
	question: 'offloading-beside',
	experiment: 'offloading',
	title: 'Requests that need nothing, beside 60 tasks of about 10 ms a second',
	draws: (cell) => cell.load === 'beside-u5000' && !cell.duplicate,
	reading: { groupOf, read: probeOf },
	finding: (context) => {
		const parts = byLoad(context, groupOf).flatMap((group) => {
			const words = eachTail(group, context);
			return words === undefined ? [] : [`On ${group.title}, ${words}.`];
		});
		return parts.length === 0 ? undefined : parts.join(' ');
	},
});

function groupOf({ track }: Cell): { title: string; order: number } {
	return track === '1' ? { title: 'one core', order: 0 } : { title: 'all cores', order: 1 };
}
