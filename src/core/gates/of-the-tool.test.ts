import { expect, it } from 'vitest';
import { isReportOfTheTool } from './of-the-tool.ts';

it('keeps what a tool reports where the fault is its own, or only the core was slow', () => {
	expect(isReportOfTheTool([])).toBe(true);
	expect(isReportOfTheTool(['achieved-rate', 'schedule-lag', 'head-room', 'core-speed'])).toBe(
		true,
	);
});

it('drops it where other programs took part', () => {
	expect(isReportOfTheTool(['core-speed', 'foreign-cpu'])).toBe(false);
});
