import { shape } from '../explorer/element.ts';
import { pointsOf } from '../live-chart/picture.ts';
import { type Axis, placeOn } from './axis.ts';
import type { OwnFigure } from './figures.ts';

const SIZE = 6;

/** A hollow diamond in a dashed ring at each figure, or an arrow at the end of the axis that it lies beyond. */
export function drawMarks(
	svg: SVGSVGElement,
	axis: Axis,
	figures: ReadonlyMap<number, OwnFigure>,
): void {
	const group = shape('g', { class: 'own-run' });
	for (const { row, series, x, y } of pointsOf(svg, [...figures.keys()])) {
		// Of a row without a figure of ours that is a word, whose place is none on the axis.
		if (!svg.querySelector(`.points_marks [data-row="${row}"]`)) continue;
		const value = figures.get(row)?.value;
		if (value === undefined) continue;
		const { pixel, beyond } = placeOn(axis, value);
		const at = axis.along === 'x' ? { x: pixel, y } : { x, y: pixel };
		const place = `translate(${at.x.toFixed(1)},${at.y.toFixed(1)})`;
		const mark = shape('g', {
			transform: place,
			'data-own-row': String(row),
			...(beyond && { 'data-beyond': beyond }),
			...(series !== undefined && { 'data-series': String(series) }),
		});
		if (beyond === undefined) mark.append(shape('circle', { r: String(SIZE + 4) }));
		mark.append(shape('path', { d: beyond === undefined ? DIAMOND : ARROW[axis.along][beyond] }));
		group.append(mark);
	}
	svg.append(group);
}

export const DIAMOND = `M0,${-SIZE}L${SIZE},0L0,${SIZE}L${-SIZE},0Z`;
const ARROW = {
	x: { low: 'M-4,0L6,-6L6,6Z', high: 'M4,0L-6,-6L-6,6Z' },
	y: { low: 'M0,4L-6,-6L6,-6Z', high: 'M0,-4L-6,6L6,6Z' },
} as const;
