import { formatNumber } from '../core/format.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { languageOf } from '../site/data/languages.ts';
import { bodyKilobytes } from './body-size.ts';
import { hasFailedGate } from './cell-rows.ts';
import type { ChartContext } from './chart.ts';
import { readAndWritten, shareByDifferenceOf, shareByProfileOf } from './json-share.ts';
import { listed } from './words.ts';

/** What the article says of Node.js services, in per cent. */
export const ARTICLE = 40;

type Point = { subject: string; kilobytes: number; percent: number; profile?: number };

/** What of Node.js the article says, and the others at the largest body. */
export function encodingShareFinding(context: ChartContext): string | undefined {
	const points = readAndWritten(context).flatMap((cell): Point[] => {
		const kilobytes = bodyKilobytes(cell, context);
		const share = shareByDifferenceOf(cell, context);
		if (kilobytes === undefined || share === undefined || hasFailedGate(cell)) return [];
		const profile = shareByProfileOf(cell, context);
		const point = { subject: subjectOf(cell), kilobytes, percent: share.value };
		return [{ ...point, ...(profile !== undefined && { profile }) }];
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
	const beside = others.length === 0 ? '' : `; with ${size(most)} KB, ${besides(others, context)}`;
	return `JSON took ${both} of the CPU time of ${nameOf(least.subject, context)}, ${crossing(node)}${beside}.${profiled(node)}`;
}

function othersFinding(points: readonly Point[], context: ChartContext): string | undefined {
	const largest = Math.max(...points.map(({ kilobytes }) => kilobytes));
	const there = points.filter(({ kilobytes }) => kilobytes === largest);
	const [first] = there;
	return first && `JSON took, with ${size(first)} KB, ${besides(there, context)}.`;
}

/** What a profiler says of the same subject, where there is a profile. */
function profiled(points: readonly Point[]): string {
	const shares = points.flatMap((point) =>
		point.profile === undefined ? [] : [pointWords({ ...point, percent: point.profile })],
	);
	return shares.length === 0 ? '' : ` By profile ${listed(shares)}.`;
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
