import type { ComparisonVerdict } from '../../core/comparability/compare-cells.ts';
import { placeOn, type StripScale } from '../../core/comparison/strip.ts';
import { formatRatio } from '../../core/format.ts';
import { element, shape } from '../explorer/element.ts';
import { group } from './table.ts';

interface Ratio {
	ratio: number;
	low: number;
	high: number;
}

export type Change =
	| { comparable: true; ratio: Ratio; verdict: ComparisonVerdict }
	| { comparable: false; reason: string };

const width = 160;
const height = 22;
const middle = height / 2;

const verdicts: Record<ComparisonVerdict, string> = {
	tie: 'no difference detected',
	lower: 'B is lower',
	higher: 'B is higher',
};

/** A ratio with its interval in digits, as a strip, and what it says in words; or why there is none. */
export function ratioCell(change: Change, scale: StripScale, floor?: number): HTMLElement {
	if (!change.comparable) return group(element('span', { class: 'refused' }, change.reason));
	const { ratio, verdict } = change;
	const interval = ` (${formatRatio(ratio.low)} to ${formatRatio(ratio.high)})`;
	return group(
		element('strong', {}, formatRatio(ratio.ratio)),
		interval,
		strip(ratio, verdict, scale, floor),
		element('span', { class: `verdict ${verdict}` }, verdicts[verdict]),
	);
}

/** Drawn for those who see; all of it stands beside it in words. */
function strip(
	{ ratio, low, high }: Ratio,
	verdict: ComparisonVerdict,
	scale: StripScale,
	floor: number | undefined,
): SVGElement {
	const x = (value: number) => (placeOn(scale, value) * width).toFixed(1);
	const svg = shape('svg', {
		class: 'strip',
		viewBox: `0 0 ${width} ${height}`,
		width: String(width),
		height: String(height),
		'aria-hidden': 'true',
	});
	if (floor !== undefined) {
		const from = x(1 / floor);
		const wide = (Number(x(floor)) - Number(from)).toFixed(1);
		svg.append(
			shape('rect', { class: 'noise', x: from, y: '0', width: wide, height: `${height}` }),
		);
	}
	svg.append(
		shape('line', { class: 'one', x1: x(1), x2: x(1), y1: '0', y2: `${height}` }),
		shape('line', { class: 'interval', x1: x(low), x2: x(high), y1: `${middle}`, y2: `${middle}` }),
		shape('circle', { class: verdict, cx: x(ratio), cy: `${middle}`, r: '4.5' }),
	);
	return svg;
}
