import type { TopLevelSpec } from 'vega-lite';
import { formatNumber } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { bodyKilobytes } from './body-size.ts';
import { gateWords, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from './chart.ts';
import { curveRows, type CurveRow } from './curve-rows.ts';
import { curveSpec } from './curve-spec.ts';
import { ARTICLE, encodingShareFinding } from './encoding-share-finding.ts';
import {
	readAndWritten,
	shareByDifferenceOf,
	shareByProfileOf,
	unread,
	withGatesOf,
} from './json-share.ts';
import type { Layout } from './layout.ts';
import { colour, type Layers } from './row-layers.ts';
import { ink, MIN_FONT_SIZE } from './theme.ts';
import { threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';

/** A point of the curve, and beside it what a profiler says. */
type ShareRow = CurveRow & { profile?: number };

/**
 * How much of its CPU time does a server spend on JSON? The same bodies go in and out, once read, checked, changed and
 * written, once not looked at: what the second does not cost is JSON.
 */
export const encodingShare: Chart = {
	question: 'encoding-share',
	experiment: 'encoding-share',
	title: 'Share of CPU time that goes away when the same JSON is sent back unread, on one core',
	tells: 'json-engine',
	metric,
	howToRead:
		'A point is the share of a request’s CPU time that goes away when the same body is sent back unread, a band its 95 % interval over rounds. A diamond is the share of a profiler’s samples in functions that read, check or write JSON, in a window of its own.',
	draws: (cell) => /^(changed|echoed)-/.test(cell.load) && cell.track === '1' && !cell.duplicate,
	rows,
	spec,
	table,
	finding: encodingShareFinding,
};

function rows(context: ChartContext): ShareRow[] {
	const cells = readAndWritten(context);
	const points = curveRows(
		{ ...context, cells: cells.map((cell) => withGatesOf(cell, unread(cell, context))) },
		{
			at: bodyKilobytes,
			figure: (cell) => shareByDifferenceOf(cell, context),
			words: (percent) => `${formatNumber(percent, 2)} %`,
		},
	);
	return points.map((point) => {
		const cell = cells.find(({ id }) => id === point.id);
		const profile = cell && shareByProfileOf(cell, context);
		return { ...point, ...(profile !== undefined && { profile }) };
	});
}

function spec(layout: Layout, points: readonly ChartRow[]): TopLevelSpec {
	const curve = curveSpec(layout, points, {
		x: { title: 'size of the body, KB', scale: 'log', values: [0.2, 1, 5, 20, 100] },
		y: {
			title: 'JSON, % of CPU time',
			scale: 'linear',
			values: ticksFor(points),
		},
		// Large bodies have large shares: there is room below the line at the right.
		reference: { value: ARTICLE, words: `the article: ${ARTICLE} %`, place: 'below right' },
	});
	if (!('layer' in curve)) throw new Error('A curve is made of layers.');
	return { ...curve, layer: [...curve.layer, ...profileLayers(points)] };
}

/** From 0 to 100 per cent; noise larger than the share takes a difference below 0. */
function ticksFor(points: readonly ChartRow[]): number[] {
	const drawn = points.flatMap(({ value, low }) => [value, low]);
	const least = Math.min(0, ...drawn.filter((one) => one !== undefined));
	const step = least < -20 ? 50 : 20;
	const first = Math.floor(least / step) * step;
	return Array.from({ length: (100 - first) / step + 1 }, (_, index) => first + index * step);
}

/** Hollow diamonds, and one with its name where no curve passes: small bodies have small shares. */
function profileLayers(points: readonly ShareRow[]): Layers {
	if (points.every(({ profile }) => profile === undefined)) return [];
	const diamond = { type: 'point', shape: 'diamond', size: 90, strokeWidth: 1.5 } as const;
	const hollow = { ...diamond, opacity: 1, fill: 'var(--paper)' } as const;
	const y = { value: 10 };
	const data = { values: [{}] };
	return [
		{
			transform: [{ filter: 'isValid(datum.profile)' }],
			mark: hollow,
			encoding: {
				x: { field: 'at', type: 'quantitative' },
				y: { field: 'profile', type: 'quantitative' },
				stroke: colour,
			},
		},
		{ data, mark: { ...hollow, stroke: ink.soft }, encoding: { x: { value: 14 }, y } },
		{
			data,
			mark: {
				type: 'text',
				text: 'by profile',
				align: 'left',
				fontSize: MIN_FONT_SIZE,
				color: ink.soft,
			},
			encoding: { x: { value: 24 }, y },
		},
	];
}

function table(context: ChartContext): ChartTable {
	return {
		columns: [
			'Subject',
			'Body, KB',
			'JSON, %',
			'Interval',
			'By profile, %',
			'Read and written, µs',
			'Unread, µs',
			'Gates',
		],
		ids: readAndWritten(context).map(({ id }) => id),
		rows: readAndWritten(context).map((cell) => {
			const echo = unread(cell, context);
			const kilobytes = bodyKilobytes(cell, context);
			const share = shareByDifferenceOf(cell, context);
			const profile = shareByProfileOf(cell, context);
			const interval =
				share?.low === undefined || share.high === undefined
					? 'none'
					: `${threeDigits(share.low)} to ${threeDigits(share.high)}`;
			return [
				context.labelOf(subjectOf(cell)).full,
				kilobytes === undefined ? 'not known' : threeDigits(kilobytes),
				share === undefined ? whyNoFigure(cell) : threeDigits(share.value),
				interval,
				profile === undefined ? 'not profiled' : threeDigits(profile),
				cpuWords(cell),
				cpuWords(echo),
				gateWords(withGatesOf(cell, echo)),
			];
		}),
	};
}

function cpuWords(cell: Cell | undefined): string {
	if (cell === undefined) return 'not measured';
	const median = cell.status === 'measured' ? cell.summary[metric]?.median : undefined;
	return median === undefined ? whyNoFigure(cell) : threeDigits(median * 1000);
}
