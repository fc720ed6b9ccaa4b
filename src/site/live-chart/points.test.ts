import { describe, expect, it } from 'vitest';
import { nearestPoint, nextPoint, TRAVEL, type Point } from './points.ts';

/** Three lines below each other, given out of order. */
const lines: Point[] = [
	{ row: 2, series: 1, x: 300, y: 80 },
	{ row: 0, series: 0, x: 10, y: 16 },
	{ row: 3, series: 0, x: 90, y: 112 },
];

/** Two curves over the same three places; the second was not measured at the last. */
const curves: Point[] = [
	{ row: 0, series: 0, x: 10, y: 50 },
	{ row: 1, series: 0, x: 60, y: 40 },
	{ row: 2, series: 0, x: 90, y: 20 },
	{ row: 3, series: 1, x: 10, y: 90 },
	{ row: 4, series: 1, x: 60, y: 70 },
];

const travel =
	(points: Point[], shape: 'lines' | 'curve', from: number | undefined) => (key: string) =>
		nextPoint(points, from, key, shape)?.row;

describe('nextPoint among lines', () => {
	it('begins at the top, and at the bottom with End', () => {
		const from = travel(lines, 'lines', undefined);
		expect(['ArrowDown', 'ArrowRight', 'Home', 'End'].map(from)).toEqual([0, 0, 0, 3]);
	});

	it('goes down and up in the order in which they are drawn', () => {
		const from = travel(lines, 'lines', 2);
		expect(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'].map(from)).toEqual([3, 3, 0, 0]);
	});

	it('stays at the ends', () => {
		expect(travel(lines, 'lines', 0)('ArrowUp')).toBe(0);
		expect(travel(lines, 'lines', 3)('ArrowDown')).toBe(3);
	});
});

describe('nextPoint among curves', () => {
	it('follows the line with left and right, to its ends with Home and End', () => {
		const from = travel(curves, 'curve', 1);
		expect(['ArrowLeft', 'ArrowRight', 'Home', 'End'].map(from)).toEqual([0, 2, 0, 2]);
		expect(travel(curves, 'curve', 4)('ArrowRight')).toBe(4);
	});

	it('changes the line with up and down, at the point that is nearest', () => {
		expect(travel(curves, 'curve', 1)('ArrowDown')).toBe(4);
		expect(travel(curves, 'curve', 2)('ArrowDown')).toBe(4);
		expect(travel(curves, 'curve', 3)('ArrowUp')).toBe(0);
		expect(travel(curves, 'curve', 0)('ArrowUp')).toBe(0);
	});

	it('begins at the left end of the first line', () => {
		expect(travel(curves, 'curve', undefined)('ArrowRight')).toBe(0);
	});
});

it('leads nowhere from a chart without points, and with a key that does not travel', () => {
	expect(TRAVEL.map((key) => nextPoint([], undefined, key, 'lines'))).toEqual(
		TRAVEL.map(() => undefined),
	);
	expect(nextPoint(lines, 0, 'a', 'lines')).toBeUndefined();
});

it('starts anew where the point that was left is no more', () => {
	expect(travel(lines, 'lines', 99)('ArrowDown')).toBe(0);
});

describe('nearestPoint', () => {
	it('takes the line at the pointer’s height, however far along it', () => {
		expect(nearestPoint(lines, { x: 20, y: 75 }, 'lines')?.row).toBe(2);
	});

	it('takes the nearest point of all curves', () => {
		expect(nearestPoint(curves, { x: 55, y: 66 }, 'curve')?.row).toBe(4);
	});

	it('finds nothing where nothing is', () => {
		expect(nearestPoint([], { x: 0, y: 0 }, 'curve')).toBeUndefined();
	});
});
