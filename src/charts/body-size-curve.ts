import { formatNumber } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { bodyKilobytes } from './body-size.ts';
import type { Chart, ChartContext } from './chart.ts';
import { curveChart } from './curve-chart.ts';
import type { CurveAxis } from './curve-frame.ts';
import { endsWords } from './spread-finding.ts';
import { threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';

type BodySizeQuestion = Pick<Chart, 'question' | 'experiment' | 'title' | 'tells' | 'draws'> & {
	across: Pick<CurveAxis, 'scale' | 'values'>;
	up: 'linear' | 'log';
	unit: 'ms' | 'µs';
};

/** CPU time of a request over the size of its body, a line a subject. */
export function bodySizeCurve({ across, up, unit, ...question }: BodySizeQuestion): Chart {
	const perMs = unit === 'ms' ? 1 : 1000;
	return curveChart({
		...question,
		metric,
		at: bodyKilobytes,
		figure: (cell) => {
			const estimate = cell.status === 'measured' ? cell.summary[metric] : undefined;
			if (estimate === undefined) return undefined;
			const { median, low, high } = estimate;
			const scaled = (value: number | undefined) => value && value * perMs;
			return { value: median * perMs, low: scaled(low), high: scaled(high) };
		},
		words: (value) => `${threeDigits(value)} ${unit}`,
		axes: {
			x: { title: 'size of the body, KB', ...across },
			y: { title: `CPU time per request, ${unit}`, scale: up },
		},
		table: {
			at: 'Body, KB',
			figure: `CPU time, ${unit}`,
			atWords: (kilobytes) => threeDigits(kilobytes),
		},
		finding,
	});
}

/** Both ends of the axis: who needs least and most there. */
function finding(context: ChartContext): string | undefined {
	const sized = context.cells.flatMap((cell) => {
		const kilobytes = bodyKilobytes(cell, context);
		return kilobytes === undefined ? [] : [{ cell, kilobytes }];
	});
	const sizes = [...new Set(sized.map(({ kilobytes }) => kilobytes))].sort((a, b) => a - b);
	const ends = [...new Set([sizes[0], sizes.at(-1)])];
	const parts = ends.flatMap((size) => {
		const cells = sized.filter(({ kilobytes }) => kilobytes === size).map(({ cell }) => cell);
		const words = endsWords({ ...context, cells }, metric);
		return size === undefined || words === undefined
			? []
			: [`with ${formatNumber(size, 2)} KB ${words}`];
	});
	if (parts.length === 0) return undefined;
	const alone = roundsOf(context.cells) === 1 ? 'in only one round, ' : '';
	return `CPU time of a request, ${alone}${parts.join('; ')}.`;
}

function roundsOf(cells: readonly Cell[]): number {
	const rounds = cells.flatMap((cell) =>
		cell.status === 'measured' ? (cell.summary[metric]?.rounds ?? []) : [],
	);
	return Math.min(...rounds);
}
