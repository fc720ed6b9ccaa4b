import { formatNumber } from '../core/format.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { gateWords, rowOf, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from './chart.ts';
import { connectionsOf, stepsOf, type Step } from './connections-rungs.ts';
import { estimateSpec } from './estimate-spec.ts';
import { listed, threeDigits } from './words.ts';

const KILOBYTE = 1e3;

/** What does one more open connection cost in memory, when it is silent most of the time? */
export const connectionsMemoryEach = memoryEach({
	question: 'connections-memory-each',
	experiment: 'connections',
	title: 'Memory of one more open connection, from the two highest rungs',
	one: 'connection',
});

/** And one more open WebSocket, which has spoken once or twice? */
export const socketsMemoryEach = memoryEach({
	question: 'sockets-memory-each',
	experiment: 'sockets',
	title: 'Memory of one more open WebSocket, from the two highest rungs',
	one: 'WebSocket',
});

function memoryEach({
	one,
	...question
}: Pick<Chart, 'question' | 'experiment' | 'title'> & { one: string }): Chart {
	return {
		...question,
		metric: 'serverRssBytesMax',
		tells: 'framework',
		draws: (cell) => cell.load.startsWith('open-') && cell.track === '1' && !cell.duplicate,
		rows: (context) => highestSteps(context).flatMap((step) => rowOfStep(step, context) ?? []),
		spec: (layout, rows) => estimateSpec(layout, rows, { title: `KB a ${one}, in the processes` }),
		table: (context) => table(context, one),
		finding: (context) => finding(context, one),
	};
}

/** From the last rung but one to the last: what a process needs by itself weighs least there. */
function highestSteps({ cells }: ChartContext): Step[] {
	const most = Math.max(...cells.map(connectionsOf));
	return stepsOf(cells).filter(({ to }) => to === most);
}

function rowOfStep({ upper, bytes }: Step, context: ChartContext): ChartRow | undefined {
	const row = rowOf(upper, context);
	if (row === undefined || bytes === undefined) return row;
	const [value, low, high] = [bytes.median, bytes.low, bytes.high].map(
		(one) => one && one / KILOBYTE,
	);
	if (value === undefined) return row;
	const interval = low !== undefined && high !== undefined && { low, high };
	return { ...row, value, ...interval, text: `${threeDigits(value)} KB` };
}

function table(context: ChartContext, one: string): ChartTable {
	const steps = stepsOf(context.cells);
	return {
		columns: [
			'Subject',
			`${one[0]?.toUpperCase()}${one.slice(1)}s`,
			`KB a ${one}`,
			'Interval',
			'Gates',
		],
		ids: steps.map(({ upper }) => upper.id),
		rows: steps.map(({ from, to, upper, bytes }) => {
			const gates = gateWords(upper);
			const subject = context.labelOf(subjectOf(upper)).full;
			const step = `${formatNumber(from)} to ${formatNumber(to)}`;
			if (bytes === undefined) return [subject, step, whyNoFigure(upper), '', gates];
			const { median, low, high } = bytes;
			const kilobytes = (value: number) => threeDigits(value / KILOBYTE);
			const interval =
				low === undefined || high === undefined
					? 'too few rounds'
					: `${kilobytes(low)} to ${kilobytes(high)}`;
			return [subject, step, kilobytes(median), interval, gates];
		}),
	};
}

function finding(context: ChartContext, one: string): string | undefined {
	const steps = highestSteps(context);
	const each = steps.flatMap(({ upper, bytes }) => {
		if (bytes === undefined) return [];
		const { name, detail } = context.labelOf(subjectOf(upper));
		return [`${threeDigits(bytes.median / KILOBYTE)} KB (${name} ${detail})`];
	});
	const [first] = steps;
	if (first === undefined || each.length === 0) return undefined;
	return `From ${formatNumber(first.from)} to ${formatNumber(first.to)} ${one}s, one more costs ${listed(each)}.`;
}
