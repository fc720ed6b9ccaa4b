import { estimateChart } from './estimate-chart.ts';
import { tieFinding } from './tie-finding.ts';

/** What does a framework cost for a request that does hardly anything? */
export const abstractionCostRead = costOf('read', 'reads one item');

/** And for one whose JSON is larger? */
export const abstractionCostList = costOf('list', 'lists twenty items');

function costOf(operation: 'read' | 'list', does: string) {
	const metric = 'serverCpuMsPerRequest';
	return estimateChart({
		question: `abstraction-cost-${operation}`,
		experiment: 'abstraction-cost',
		title: `CPU time of a request that ${does}, by the framework in front of the same store`,
		tells: 'framework',
		metric,
		load: `capacity-${operation}`,
		track: '1',
		axis: 'of CPU per request, whole server',
		finding: (context) => tieFinding(context, metric, 'CPU time per request'),
	});
}
