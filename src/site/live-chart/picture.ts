import { nearestPoint, type Point, type Shape } from './points.ts';

/** The picture that is shown of the two, which are for a narrow and a wide column. */
export function shownPicture(figure: HTMLElement): SVGSVGElement | undefined {
	return picturesOf(figure).find((svg) => svg.getBoundingClientRect().width > 0);
}

export const picturesOf = (figure: HTMLElement): SVGSVGElement[] => [
	...figure.querySelectorAll<SVGSVGElement>(':scope > svg'),
];

/** A point in units of the picture, with the mark that is there. */
export type DrawnPoint = Point & { box: DOMRect };

/** The mark of each row that the table tells of; of a row without a figure the words in its place. */
export function pointsOf(svg: SVGSVGElement, rows: readonly number[]): DrawnPoint[] {
	return rows.flatMap((row) => {
		const mark =
			svg.querySelector<SVGGraphicsElement>(`.points_marks [data-row="${row}"]`) ??
			[...svg.querySelectorAll<SVGGraphicsElement>(`text[data-row="${row}"]`)].at(-1);
		if (!mark) return [];
		const box = boxIn(svg, mark);
		const series = mark.dataset['series'];
		const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
		return [{ row, series: series === undefined ? undefined : Number(series), ...place, box }];
	});
}

/** Where a mark is drawn, in the picture's own units. */
function boxIn(svg: SVGSVGElement, mark: SVGGraphicsElement): DOMRect {
	const { x, y, width, height } = mark.getBBox();
	const matrix = svg
		.getScreenCTM()
		?.inverse()
		.multiply(mark.getScreenCTM() ?? new DOMMatrix());
	const corner = new DOMPoint(x, y).matrixTransform(matrix);
	const opposite = new DOMPoint(x + width, y + height).matrixTransform(matrix);
	return new DOMRect(corner.x, corner.y, opposite.x - corner.x, opposite.y - corner.y);
}

/** The point that a pointer means. */
export function pointedAt(
	svg: SVGSVGElement,
	points: readonly DrawnPoint[],
	{ clientX, clientY }: { clientX: number; clientY: number },
	shape: Shape,
): Point | undefined {
	const at = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM()?.inverse());
	return nearestPoint(points, at, shape);
}
