import { isLong, LONGS_MAX, arrivals } from './arrivals.ts';
import { CORES } from './rules.ts';
import { waitMs, type Request, type Stretch } from './schedule.ts';

/** A rectangle of a lane: milliseconds across, pixels down. `kind` is its class. */
export interface Shape {
	readonly kind: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const ROW = 4.5;
const CORE = 17;
const GAP = 4;
const LEAST_WIDTH = 0.1;
/** A row for each request that can be there, so that the lane keeps its height whatever is sent. */
const rows = arrivals([]).length + LONGS_MAX;
const coresTop = rows * ROW + 7;

export const LANE_HEIGHT = coresTop + CORES * (CORE + GAP) - GAP;

/** The cores of the machine, busy or not. */
export function coreShapes(endMs: number): Shape[] {
	return Array.from({ length: CORES }, (_, core) => ({
		kind: 'core',
		x: 0,
		y: topOf(core),
		width: endMs,
		height: CORE,
	}));
}

/** A line for each wait, a row a request in order of arrival, and below them what each core does. */
export function laneShapes(requests: readonly Request[], stretches: readonly Stretch[]): Shape[] {
	return [
		...requests.flatMap((request, row) => waitShapes(request, row, stretches)),
		...stretches.map(({ id, core, fromMs, toMs }) => ({
			kind: isLong({ id }) ? `long ${id}` : 'short',
			x: fromMs + 0.25,
			y: topOf(core),
			// A slice may be shorter than the gap between two.
			width: Math.max(toMs - fromMs - 0.5, LEAST_WIDTH),
			height: CORE,
		})),
	];
}

function waitShapes(request: Request, row: number, stretches: readonly Stretch[]): Shape[] {
	const { atMs } = request;
	const y = row * ROW;
	const width = waitMs(request, stretches);
	const height = isLong(request) ? 3 : 1.5;
	return [
		...(width > 0 ? [{ kind: 'wait', x: atMs, y: y + (ROW - height) / 2, width, height }] : []),
		{ kind: 'arrival', x: atMs, y: y + 0.25, width: 0.8, height: ROW - 0.5 },
	];
}

const topOf = (core: number): number => coresTop + core * (CORE + GAP);
