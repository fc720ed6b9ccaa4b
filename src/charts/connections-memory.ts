import { subjectOf } from '../core/selection/find-cell.ts';
import { formatNumber } from '../core/format.ts';
import type { ChartContext } from './chart.ts';
import { connectionsOf } from './connections-rungs.ts';
import { curveChart } from './curve-chart.ts';
import { listed, threeDigits } from './words.ts';

const MEGABYTE = 1e6;

/** How does memory grow with the connections that are open? */
export const connectionsMemory = curveChart({
	question: 'connections-memory',
	experiment: 'connections',
	title: 'Memory of the four server processes by open connections',
	metric: 'serverRssBytesMax',
	tells: 'framework',
	draws: (cell) => cell.load.startsWith('open-') && cell.track === '1' && !cell.duplicate,
	at: connectionsOf,
	figure: (cell) => {
		const estimate = cell.status === 'measured' ? cell.summary.serverRssBytesMax : undefined;
		if (estimate === undefined) return undefined;
		const { median, low, high } = estimate;
		const megabytes = (bytes: number | undefined) => bytes && bytes / MEGABYTE;
		return { value: median / MEGABYTE, low: megabytes(low), high: megabytes(high) };
	},
	words: (megabytes) => `${threeDigits(megabytes)} MB`,
	axes: {
		x: { title: 'open connections', scale: 'log' },
		y: { title: 'MB in four processes together', scale: 'linear' },
	},
	table: {
		at: 'Connections',
		figure: 'Median, MB',
		atWords: (connections) => formatNumber(connections),
	},
	finding,
});

/** Each subject's memory with the fewest connections and with the most. */
function finding({ cells, labelOf }: ChartContext): string | undefined {
	const rungs = [...new Set(cells.map(connectionsOf))].sort((a, b) => a - b);
	const parts = [rungs[0], rungs.at(-1)].flatMap((rung, index, ends) => {
		if (rung === undefined || (index === 1 && rung === ends[0])) return [];
		const each = cells.flatMap((cell) => {
			const bytes = cell.status === 'measured' ? cell.summary.serverRssBytesMax?.median : undefined;
			if (bytes === undefined || connectionsOf(cell) !== rung) return [];
			const { name, detail } = labelOf(subjectOf(cell));
			return [`${threeDigits(bytes / MEGABYTE)} MB (${name} ${detail})`];
		});
		return each.length === 0 ? [] : [`with ${formatNumber(rung)} connections, ${listed(each)}`];
	});
	return parts.length === 0 ? undefined : `Memory in four processes: ${parts.join('; ')}.`;
}
