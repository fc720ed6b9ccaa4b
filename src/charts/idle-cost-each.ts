import { formatCount, formatNumber } from '../core/format.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';
import { estimateChart } from './estimate-chart.ts';
import { listed } from './words.ts';

/** What does one of ten thousand cost, when it only waits? More threads than that few systems give to one process. */
export const idleCostEach = estimateChart({
	question: 'idle-cost-each',
	experiment: 'idle-cost',
	title: 'Memory of one of 10,000 that only wait',
	metric: 'heldBytesEach',
	load: 'hold-10000',
	track: '1',
	axis: 'each, resident',
	finding,
});

/** And of one of a million, where what a runtime keeps in reserve weighs nothing? */
export const idleCostMillion = estimateChart({
	question: 'idle-cost-million',
	experiment: 'idle-cost',
	title: 'Memory of one of a million that only wait',
	metric: 'heldBytesEach',
	load: 'hold-1000000',
	track: '1',
	axis: 'each, resident',
	finding,
});

function finding({ cells, labelOf }: ChartContext): string | undefined {
	const each = cells.flatMap((cell) => {
		const bytes = cell.status === 'measured' ? cell.summary.heldBytesEach : undefined;
		if (bytes === undefined || cell.duplicate) return [];
		const { name, detail } = labelOf(subjectOf(cell));
		return [`${formatNumber(bytes.median)} bytes (${name} ${detail})`];
	});
	const count = cells[0]?.loadDefinition.kind === 'inspection' && cells[0].loadDefinition.count;
	if (each.length === 0 || !count) return undefined;
	return `Of ${formatCount(count)} that wait, each takes ${listed(each)}.`;
}
