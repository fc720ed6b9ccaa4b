import type { Cell } from '../core/schemas/cell.ts';
import { formatNumber } from '../core/format.ts';
import type { Chart, ChartContext, ChartRow } from './chart.ts';
import { curveChart } from './curve-chart.ts';
import type { CurveReading, CurveRow } from './curve-rows.ts';
import { listed } from './words.ts';

/** In gigabytes, as the variant's name says it in megabytes: `heap-1000`. */
function liveGigabytes({ variant }: Pick<Cell, 'variant'>): number {
	return Number(variant.replace('heap-', '')) / 1000;
}

type HeapQuestion = Pick<Chart, 'question' | 'title' | 'metric' | 'draws'> &
	Pick<CurveReading, 'figure' | 'whyAbsent' | 'words'> & {
		/** Of the second axis and of the table's column. */
		counts: string;
		heading: string;
	};

/** A line a server over the size of its live heap, though each size is a subject of its own. */
export function heapChart({ counts, heading, ...question }: HeapQuestion): Chart {
	const chart = curveChart({
		...question,
		experiment: 'gc-pauses',
		tells: 'framework',
		hasViews: false,
		at: liveGigabytes,
		axes: {
			x: { title: 'GB alive', scale: 'log', values: [0.1, 1, 4] },
			y: { title: counts, scale: 'log' },
		},
		table: { at: 'GB alive', figure: heading, atWords: (gigabytes) => formatNumber(gigabytes) },
		finding: (context) => finding(context, heading, question),
	});
	// Neither a pause of an instrumented window nor p99.9, for which a round has too few requests, is a metric of a round.
	return { ...chart, hasNoise: false, rows: (context) => oneLineAServer(chart.rows(context)) };
}

/** Points come in the order of the subjects, which is by server and then by size. */
function oneLineAServer(points: readonly ChartRow[]): CurveRow[] {
	return [...Map.groupBy(points, ({ name }) => name)].flatMap(([line, own]) =>
		own.map((point, index) => {
			const gaps = own.slice(0, index).filter(({ value }) => value === undefined).length;
			// Of the label's detail the size is what the axis says.
			return { ...point, detail: '', line, stretch: gaps };
		}),
	);
}

function finding(
	context: ChartContext,
	heading: string,
	{ figure, words }: Pick<HeapQuestion, 'figure' | 'words'>,
): string | undefined {
	const sizes = Map.groupBy(context.cells, liveGigabytes);
	const parts = [...sizes].flatMap(([gigabytes, cells]) => {
		const each = cells.flatMap((cell) => {
			const found = figure(cell, context);
			const { name } = context.labelOf(`${cell.implementation}:${cell.variant}`);
			return found === undefined ? [] : [`${words(found.value)} (${name})`];
		});
		return each.length === 0 ? [] : [`with ${formatNumber(gigabytes)} GB alive, ${listed(each)}`];
	});
	const [what] = heading.split(',');
	return parts.length === 0 ? undefined : `${what}: ${parts.join('; ')}.`;
}
