import { heapChart } from './live-heap.ts';
import { percentileReading } from './percentile-reading.ts';

/** At the same rate of new sessions, how long does one request in a thousand take, by what is alive? */
export const gcTail = heapChart({
	question: 'gc-tail',
	title: 'p99.9 by live heap, at 4,000 requests a second that make 20 sessions each, on one core',
	metric: 'latencyMsP99',
	draws: (cell) => cell.load.startsWith('heap-') && cell.track === '1' && !cell.duplicate,
	...percentileReading(99.9),
	counts: 'p99.9, ms from the intended start',
	heading: 'p99.9, ms',
});
