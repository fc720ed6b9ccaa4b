import { estimateChart } from './estimate-chart.ts';
import { tieFinding } from './tie-finding.ts';

/** The requests of these loads, as `demand` in content/workloads/shared-state.yaml has it. */
const axis = 'of CPU per 100,000 operations';

/** What does each way to share a map cost where cores contend for it, and half of them write? */
export const sharedStateWrites = cpuOf({
	question: 'shared-state-writes',
	title: 'CPU time of 100,000 operations on shared counters, half of them writes, on all cores',
	load: 'half-writes',
	track: 'all',
});

/** And where nearly all of them read? */
export const sharedStateReads = cpuOf({
	question: 'shared-state-reads',
	title: 'CPU time of 100,000 operations on shared counters, one in twenty a write, on all cores',
	load: 'mostly-reads',
	track: 'all',
});

/** And without anybody to contend with? */
export const sharedStateOneCore = cpuOf({
	question: 'shared-state-one-core',
	title: 'CPU time of 100,000 operations on shared counters, half of them writes, on one core',
	load: 'half-writes',
	track: '1',
});

function cpuOf(question: { question: string; title: string; load: string; track: '1' | 'all' }) {
	const metric = 'serverCpuMsPerRequest';
	return estimateChart({
		...question,
		experiment: 'shared-state',
		tells: 'sharing',
		metric,
		axis,
		finding: (context) => tieFinding(context, metric, 'CPU time for 100,000 operations'),
	});
}
