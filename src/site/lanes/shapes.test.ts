import { expect, test } from 'vitest';
import { arrivals, END_MS, EXAMPLE_MS } from './arrivals.ts';
import { rules } from './rules.ts';
import { schedule, waitMs } from './schedule.ts';
import { coreShapes, LANE_HEIGHT, laneShapes } from './shapes.ts';

test('every wait is a line as long as it lasted, and nothing leaves the lane', () => {
	const requests = arrivals(EXAMPLE_MS);
	for (const { policy } of rules) {
		const stretches = schedule(requests, policy);
		const shapes = laneShapes(requests, stretches);
		const lines = shapes.filter(({ kind }) => kind === 'wait').map(({ width }) => width);
		const waits = requests.map((request) => waitMs(request, stretches)).filter((wait) => wait > 0);
		expect(lines).toEqual(waits);
		for (const { x, y, width, height } of [...shapes, ...coreShapes(END_MS)]) {
			expect(x).toBeGreaterThanOrEqual(0);
			expect(width).toBeGreaterThan(0);
			expect(x + width).toBeLessThanOrEqual(END_MS);
			expect(y).toBeGreaterThanOrEqual(0);
			expect(y + height).toBeLessThanOrEqual(LANE_HEIGHT);
		}
	}
});
