import { shareOfCells } from '../core/comparability/share-of-cells.ts';
import { formatNumber } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { findCell, subjectOf } from '../core/selection/find-cell.ts';
import { languageOf } from '../site/data/languages.ts';
import { bodyKilobytes } from './body-size.ts';
import { hasFailedGate, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartTable } from './chart.ts';
import { curveRows } from './curve-rows.ts';
import { curveSpec } from './curve-spec.ts';
import { listed, threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';
/** What the article says of Node.js services, in per cent. */
const ARTICLE = 40;

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
	draws: (cell) => /^(changed|echoed)-/.test(cell.load) && cell.track === '1' && !cell.duplicate,
	rows: (context) =>
		curveRows(
			{
				...context,
				cells: wholes(context).map((cell) => withGatesOf(cell, echoOf(cell, context))),
			},
			{
				at: bodyKilobytes,
				figure: (cell) => shareOf(cell, context),
				words: (percent) => `${formatNumber(percent, 2)} %`,
			},
		),
	spec: (layout, rows) =>
		curveSpec(layout, rows, {
			x: { title: 'size of the body, KB', scale: 'log', values: [0.2, 1, 5, 20, 100] },
			y: {
				title: 'JSON, % of CPU time',
				scale: 'linear',
				values: rows.some(({ value = 0, low = 0 }) => value < 0 || low < 0)
					? [-20, 0, 20, 40, 60, 80, 100]
					: [0, 20, 40, 60, 80, 100],
			},
			reference: { value: ARTICLE, words: `the article: ${ARTICLE} %` },
		}),
	table,
	finding,
};

/** Cells of the load that reads and writes JSON. */
const wholes = ({ cells }: Pick<ChartContext, 'cells'>): Cell[] =>
	cells.filter(({ load }) => load.startsWith('changed-'));

/** The cell of the same subject and size that sends back what it got. */
function echoOf(cell: Cell, { cells }: Pick<ChartContext, 'cells'>): Cell | undefined {
	const load = cell.load.replace('changed-', 'echoed-');
	return findCell(cells, { subject: subjectOf(cell), track: cell.track, load });
}

/** In per cent, with its interval. */
function shareOf(cell: Cell, context: Pick<ChartContext, 'cells'>) {
	const echo = echoOf(cell, context);
	const share = echo && shareOfCells(cell, echo, metric);
	if (share === undefined) return undefined;
	const [low, high] = [share.low, share.high].map((bound) => bound && bound * 100);
	return { value: share.share * 100, low, high };
}

/** A difference may be trusted no more than either side. */
function withGatesOf(cell: Cell, other: Cell | undefined): Cell {
	if (cell.status === 'failed' || other === undefined || other.status === 'failed') return cell;
	return { ...cell, gates: [...cell.gates, ...other.gates] };
}

function table(context: ChartContext): ChartTable {
	return {
		columns: [
			'Subject',
			'Body, KB',
			'JSON, %',
			'Interval',
			'Read and written, µs',
			'Unread, µs',
			'Gates',
		],
		rows: wholes(context).map((cell) => {
			const echo = echoOf(cell, context);
			const kilobytes = bodyKilobytes(cell, context);
			const share = shareOf(cell, context);
			const interval =
				share?.low === undefined || share.high === undefined
					? 'none'
					: `${threeDigits(share.low)} to ${threeDigits(share.high)}`;
			return [
				context.labelOf(subjectOf(cell)).full,
				kilobytes === undefined ? 'not known' : threeDigits(kilobytes),
				share === undefined ? whyNoFigure(cell) : threeDigits(share.value),
				interval,
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

function gateWords(cell: Cell): string {
	if (cell.status === 'failed') return cell.failure.reason;
	const failed = cell.gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
	return failed.length > 0 ? `not passed: ${[...new Set(failed)].join(', ')}` : 'passed';
}

type Point = { subject: string; kilobytes: number; percent: number };

/** What of Node.js the article says, and the others at the largest body. */
function finding(context: ChartContext): string | undefined {
	const points = wholes(context).flatMap((cell): Point[] => {
		const kilobytes = bodyKilobytes(cell, context);
		const share = shareOf(cell, context);
		if (kilobytes === undefined || share === undefined || hasFailedGate(cell)) return [];
		return [{ subject: subjectOf(cell), kilobytes, percent: share.value }];
	});
	const node = points
		.filter(({ subject }) => languageOf(subject) === 'node')
		.toSorted((a, b) => a.kilobytes - b.kilobytes);
	const [least, most] = [node[0], node.at(-1)];
	if (least === undefined || most === undefined) return othersFinding(points, context);
	const both = [...new Set([least, most])].map(pointWords).join(' and ');
	const others = points.filter(
		(one) => one.kilobytes === most.kilobytes && languageOf(one.subject) !== 'node',
	);
	return `JSON took ${both} of the CPU time of ${nameOf(least.subject, context)}, ${crossing(node)}${
		others.length === 0 ? '' : `; with ${size(most)} KB, ${besides(others, context)}`
	}.`;
}

function othersFinding(points: readonly Point[], context: ChartContext): string | undefined {
	const largest = Math.max(...points.map(({ kilobytes }) => kilobytes));
	const there = points.filter(({ kilobytes }) => kilobytes === largest);
	const [first] = there;
	return first && `JSON took, with ${size(first)} KB, ${besides(there, context)}.`;
}

/** Where a line first goes over the article's figure. */
function crossing(points: readonly Point[]): string {
	const over = points.findIndex(({ percent }) => percent > ARTICLE);
	const [before, after] = [points[over - 1], points[over]];
	if (after === undefined) return `never more than the article’s ${ARTICLE} %`;
	if (before === undefined) return `always more than the article’s ${ARTICLE} %`;
	return `passing the article’s ${ARTICLE} % between ${size(before)} and ${size(after)} KB`;
}

const size = ({ kilobytes }: Point): string => formatNumber(kilobytes, 2);
const percentWords = ({ percent }: Point): string => `${formatNumber(percent, 2)} %`;
const pointWords = (point: Point): string => `${percentWords(point)} (with ${size(point)} KB)`;

const besides = (points: readonly Point[], context: ChartContext): string =>
	listed(points.map((one) => `${percentWords(one)} in ${nameOf(one.subject, context)}`));

function nameOf(subject: string, { labelOf }: ChartContext): string {
	const { name, detail } = labelOf(subject);
	return `${name} ${detail}`;
}
