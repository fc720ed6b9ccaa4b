import type { CurveAxes, CurveFrame } from './curve-frame.ts';
import { ink } from './theme.ts';

/** Of the title of the upward axis, which lies above the plot: a turned one is hard to read. */
export const TITLE_HEIGHT = 32;

export type CurvePlace = ReturnType<typeof curvePlace>;

/** Where a point stands, on both axes. */
export function curvePlace({ x, y }: CurveAxes, frame: CurveFrame, above: number) {
	return {
		x: {
			field: 'at',
			type: 'quantitative',
			scale: scaleOf(frame.x),
			axis: {
				title: x.title,
				titleAnchor: 'start',
				grid: false,
				domain: true,
				domainColor: ink.axis,
				values: frame.x.ticks,
				...labelsOf(x),
				labelOverlap: 'greedy',
				labelSeparation: 6,
			},
		},
		y: {
			field: 'value',
			type: 'quantitative',
			scale: scaleOf(frame.y),
			axis: {
				title: y.title,
				titleAngle: 0,
				titleAlign: 'left',
				titleBaseline: 'middle',
				titleX: 4 - frame.left,
				titleY: 12 - above,
				values: frame.y.ticks,
				format: ',~f',
			},
		},
	} as const;
}

/** Figures as they are, or the words for them. */
function labelsOf({ values = [], labels }: CurveAxes['x']) {
	if (labels === undefined) return { format: ',~f' };
	const words = values.map((value, index) => `datum.value === ${value} ? '${labels[index]}' : `);
	return { labelExpr: `${words.join('')}''` };
}

function scaleOf({ type, domain, range }: CurveFrame['x']) {
	return { type, domain, range, nice: false, ...(type === 'linear' && { zero: false }) };
}
