import { formatMetric } from '../core/format.ts';
import type { ChartContext } from './chart.ts';
import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** What has to be copied to another machine? */
export const footprintDeployed = estimateChart({
	question: 'footprint-deployed',
	experiment: 'footprint',
	title: 'Files that one deploys, without the runtime that Node.js needs beside them',
	tells: 'framework',
	metric: 'deployedBytes',
	load: 'idle',
	track: '1',
	axis: 'of files',
	finding,
});

/** A folder of Node.js alone runs nothing, so what runs it is said with it. */
function finding(context: ChartContext): string | undefined {
	const spread = spreadFinding(context, 'deployedBytes', 'the size of what one deploys');
	const runtimes = context.cells.flatMap((cell) =>
		cell.status === 'measured' ? (cell.summary.runtimeBytes?.median ?? []) : [],
	);
	if (spread === undefined || runtimes.length === 0) return spread;
	const beside = formatMetric('runtimeBytes', Math.max(...runtimes));
	return `${spread} Node.js needs its own binary of ${beside} beside that.`;
}
