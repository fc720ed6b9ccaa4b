/*
 * Which point of a chart is meant. The browser loads this file, so it holds no library.
 */

/** Where a row of a chart is drawn, in pixels of its picture. */
export interface Point {
	row: number;
	/** Its subject's place; absent where it has none. */
	series: number | undefined;
	x: number;
	y: number;
}

/** Lines one below the other, or curves over an axis. */
export type Shape = 'lines' | 'curve';

/** Keys that travel. */
export const TRAVEL: readonly string[] = [
	'ArrowUp',
	'ArrowDown',
	'ArrowLeft',
	'ArrowRight',
	'Home',
	'End',
];

/**
 * The point that a key leads to. Along a curve left and right follow the line, up and down change it; lines one below the
 * other are one column. At an end it stays.
 *
 * @param from the row of the point that is left; undefined before the first key
 * @returns undefined for a chart without points, and for a key that does not travel
 */
export function nextPoint(
	points: readonly Point[],
	from: number | undefined,
	key: string,
	shape: Shape,
): Point | undefined {
	if (!TRAVEL.includes(key)) return undefined;
	const current = points.find(({ row }) => row === from);
	const down = points.toSorted((a, b) => a.y - b.y);
	if (current === undefined) return key === 'End' ? down.at(-1) : first(points, shape);
	if (shape === 'lines') return step(down, current, key, ['ArrowUp', 'ArrowLeft']);
	if (key === 'ArrowUp' || key === 'ArrowDown') {
		return step(column(points, current), current, key, ['ArrowUp']);
	}
	const own = points.filter(({ series }) => series === current.series);
	const across = own.toSorted((a, b) => a.x - b.x);
	return step(across, current, key, ['ArrowLeft']);
}

/** The uppermost line, or the left end of the first curve. */
function first(points: readonly Point[], shape: Shape): Point | undefined {
	const along = (point: Point) => (shape === 'lines' ? point.y : point.x);
	const [start] = points;
	const own = shape === 'lines' ? points : points.filter(({ series }) => series === start?.series);
	return own.toSorted((a, b) => along(a) - along(b))[0];
}

function step(
	ordered: readonly Point[],
	current: Point,
	key: string,
	backwards: readonly string[],
): Point | undefined {
	if (key === 'Home') return ordered[0];
	if (key === 'End') return ordered.at(-1);
	const place = ordered.indexOf(current) + (backwards.includes(key) ? -1 : 1);
	return ordered[Math.min(Math.max(place, 0), ordered.length - 1)];
}

/** Of each curve the point that stands nearest below or above, from the top. */
function column(points: readonly Point[], current: Point): Point[] {
	const nearest = new Map<number | undefined, Point>();
	for (const point of points) {
		const other = nearest.get(point.series);
		if (other === undefined || Math.abs(point.x - current.x) < Math.abs(other.x - current.x)) {
			nearest.set(point.series, point);
		}
	}
	return [...nearest.values()].toSorted((a, b) => a.y - b.y);
}

/** The point that is nearest to a place; of lines the one at its height, wherever along it. */
export function nearestPoint(
	points: readonly Point[],
	at: { x: number; y: number },
	shape: Shape,
): Point | undefined {
	const distance = ({ x, y }: Point) =>
		shape === 'lines' ? Math.abs(y - at.y) : Math.hypot(x - at.x, y - at.y);
	return points.toSorted((a, b) => distance(a) - distance(b))[0];
}
