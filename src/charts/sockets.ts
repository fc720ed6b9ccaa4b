import { formatNumber } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { connectionsOf } from './connections-rungs.ts';
import { estimateChart } from './estimate-chart.ts';
import { latencyChart } from './latency-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** How long does an echo take, with few WebSockets open and with many? */
export const socketsLatency = latencyChart({
	question: 'sockets-latency',
	experiment: 'sockets',
	title: 'Latency of an echo at 1,000 messages a second in all, by open WebSockets',
	draws: (cell) => cell.load.startsWith('open-') && cell.track === '1' && !cell.duplicate,
	reading: { groupOf },
});

/** And until the last of a hundred has what one of them sent? */
export const socketsBroadcast = latencyChart({
	question: 'sockets-broadcast',
	experiment: 'sockets',
	title: 'From a message to its last receiver of 100, at 100 messages a second',
	draws: (cell) => cell.load === 'broadcast-100' && cell.track === '1' && !cell.duplicate,
	reading: { groupOf },
});

/** What does a message cost the server that sends it back? */
export const socketsEchoCpu = cpuOf('sockets-echo-cpu', 'open-100', 'CPU time of an echo');

/** And one that it sends to a hundred? */
export const socketsBroadcastCpu = cpuOf(
	'sockets-broadcast-cpu',
	'broadcast-100',
	'CPU time of a message to 100 WebSockets',
);

function groupOf(cell: Cell): { title: string; order: number } {
	const open = connectionsOf(cell);
	return { title: `${formatNumber(open)} open WebSockets`, order: open };
}

function cpuOf(question: string, load: string, title: string) {
	const metric = 'serverCpuMsPerRequest';
	return estimateChart({
		question,
		experiment: 'sockets',
		title: `${title}, on one core`,
		metric,
		load,
		track: '1',
		axis: 'of CPU per message, whole server',
		finding: (context) => spreadFinding(context, metric, 'CPU time per message'),
	});
}
