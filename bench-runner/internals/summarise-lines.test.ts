import { describe, expect, it } from 'vitest';
import type { InternalsLine } from './read-lines.ts';
import { linesWithin, summariseLines } from './summarise-lines.ts';

const span = { from: 1000, to: 2000 };

describe('the lines of a window', () => {
	it('are those of whose time more than half lies in it', () => {
		const moments = [900, 1000, 1100, 1900, 2000, 2040, 2100];
		const within = linesWithin(
			moments.map((atUnixMs) => ({ atUnixMs })),
			span,
		);
		expect(within.map(({ atUnixMs }) => atUnixMs)).toEqual([1100, 1900, 2000]);
	});

	it('include one that came late because the event loop was blocked until after the end', () => {
		const lines = [{ atUnixMs: 1500 }, { atUnixMs: 2300 }];
		expect(linesWithin(lines, span)).toEqual(lines);
	});
});

describe('summariseLines', () => {
	it('takes the median of each figure, the greatest of percentiles and maxima, and the sum of counts', () => {
		const lines = [
			{ atUnixMs: 1100, eventLoopDelayMsP99: 1, eventLoopDelayMsMax: 4, gcPauses: 2, rssBytes: 10 },
			{ atUnixMs: 1200, eventLoopDelayMsP99: 7, eventLoopDelayMsMax: 9, gcPauses: 0, rssBytes: 30 },
			{ atUnixMs: 1300, eventLoopDelayMsP99: 2, gcPauses: 1, rssBytes: 20 },
			{ atUnixMs: 3500, eventLoopDelayMsP99: 99, gcPauses: 50, rssBytes: 99 },
		];
		const {
			metrics,
			processes,
			lines: count,
		} = summariseLines([{ pid: 7, lines }], span, 'node', 60);
		expect({ processes, count }).toEqual({ processes: 1, count: 3 });
		expect(metrics).toEqual({
			eventLoopDelayMsP99: { median: 2, max: 7 },
			eventLoopDelayMsMax: { max: 9 },
			gcPauses: { median: 1, total: 3 },
			rssBytes: { median: 20 },
		});
	});

	it('has no figure that no line has, and of no lines nothing', () => {
		expect(summariseLines([{ pid: 7, lines: [] }], span, 'go', 60)).toEqual({
			processes: 0,
			lines: 0,
			metrics: {},
			series: [],
		});
	});

	it('counts processes once, and tells their runtimes apart over time', () => {
		const report = (pid: number, workerBusyShare: number) => ({
			pid,
			lines: [{ atUnixMs: 1100, workerBusyShare }],
		});
		const found = summariseLines(
			[report(7, 0.1), report(7, 0.2), report(8, 0.3)],
			span,
			'rust',
			60,
		);
		expect(found.processes).toBe(2);
		expect(found.series).toEqual([
			{ atMs: 100, process: 1, workerBusyShare: 0.1 },
			{ atMs: 100, process: 2, workerBusyShare: 0.2 },
			{ atMs: 100, process: 3, workerBusyShare: 0.3 },
		]);
	});

	it('thins the series to the rows asked for, in time, and keeps the worst of neighbours', () => {
		const lines: InternalsLine[] = Array.from({ length: 100 }, (_, index) => ({
			atUnixMs: 1100 + index * 8,
			schedulingLatencyMsMax: index === 57 ? 30 : 0.1,
			goroutines: 9,
			gcCycles: 1,
		}));
		const { series, lines: count } = summariseLines([{ pid: 7, lines }], span, 'go', 20);
		expect(count).toBe(100);
		expect(series).toHaveLength(20);
		expect(series.map(({ atMs }) => atMs)).toEqual(
			series.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
		);
		expect(series).toContainEqual({
			atMs: 100 + 57 * 8,
			process: 1,
			schedulingLatencyMsMax: 30,
			goroutines: 9,
		});
	});

	it('stays within the rows even with more processes than rows', () => {
		const reports = Array.from({ length: 30 }, (_, pid) => ({
			pid: pid + 1,
			lines: [{ atUnixMs: 1100 }, { atUnixMs: 1200 }],
		}));
		expect(summariseLines(reports, span, 'node', 20).series).toHaveLength(20);
	});
});
