import type { Language } from '../../src/core/schemas/implementation.ts';
import {
	type FigureSummary,
	type InternalsMetric,
	InternalsMetricSchema,
	type InternalsSummary,
} from '../../src/core/schemas/internals-summary.ts';
import { median } from '../../src/core/statistics/quantiles.ts';
import type { InternalsLine, RuntimeReport } from './read-lines.ts';

/** A stretch of time, in Unix milliseconds. */
export interface Span {
	from: number;
	to: number;
}

type Figures = Pick<InternalsSummary, 'processes' | 'lines' | 'metrics' | 'series'>;

/** Lines come every 100 ms (implementations/contract); before the first there is none to tell how long its interval was. */
const usualIntervalMs = 100;

/** Counts of what happened in each interval; everything else is a state or a percentile. */
const counted: readonly InternalsMetric[] = [
	'gcPauses',
	'gcPauseMsTotal',
	'gcCycles',
	'workerParks',
];

/** What a chart draws over time, the figure first whose peaks must not be lost. */
const drawn: Record<Language, readonly [InternalsMetric, ...InternalsMetric[]]> = {
	node: [
		'eventLoopDelayMsMax',
		'eventLoopDelayMsP99',
		'eventLoopUtilisation',
		'gcPauseMsTotal',
		'heapUsedBytes',
	],
	go: [
		'schedulingLatencyMsMax',
		'schedulingLatencyMsP99',
		'gcPauseMsMax',
		'goroutines',
		'heapLiveBytes',
	],
	rust: ['workerBusyShare', 'workerBusyShareMean', 'globalQueueDepth', 'aliveTasks'],
};

/** What the runtimes of a server said of one window. */
export function summariseLines(
	reports: readonly RuntimeReport[],
	span: Span,
	language: Language,
	rowsMax: number,
): Figures {
	const within = reports
		.map(({ pid, lines }) => ({ pid, lines: linesWithin(lines, span) }))
		.filter(({ lines }) => lines.length > 0);
	const all = within.flatMap(({ lines }) => lines);
	return {
		processes: new Set(within.map(({ pid }) => pid)).size,
		lines: all.length,
		metrics: Object.fromEntries(
			InternalsMetricSchema.options.flatMap((name) => {
				const values = all.flatMap((line) => line[name] ?? []);
				return values.length === 0 ? [] : [[name, summariseFigure(name, values)] as const];
			}),
		),
		series: thin(
			within.map(({ lines }) => lines),
			drawn[language],
			span,
			rowsMax,
		),
	};
}

/**
 * A line tells of the time since the line before, so it belongs to the window in which most of that time lies. Its moment
 * alone would not do: an event loop that was blocked for the end of a window writes after it.
 */
export function linesWithin(lines: readonly InternalsLine[], { from, to }: Span): InternalsLine[] {
	return lines.filter(({ atUnixMs }, index) => {
		const since = lines[index - 1]?.atUnixMs ?? atUnixMs - usualIntervalMs;
		const middle = (since + atUnixMs) / 2;
		return middle >= from && middle < to;
	});
}

function summariseFigure(name: InternalsMetric, values: readonly number[]): FigureSummary {
	const middle = median(values);
	const isMaximum = name.endsWith('Max');
	return {
		...(middle !== undefined && !isMaximum && { median: short(middle) }),
		...((isMaximum || name.endsWith('P99')) && { max: short(Math.max(...values)) }),
		...(counted.includes(name) && { total: short(values.reduce((sum, one) => sum + one, 0)) }),
	};
}

/** Of so many neighbouring lines of a runtime the one with the greatest first figure, until few enough are left. */
function thin(
	runtimes: readonly (readonly InternalsLine[])[],
	names: readonly [InternalsMetric, ...InternalsMetric[]],
	{ from }: Span,
	rowsMax: number,
): Figures['series'] {
	const worst = ([one, ...others]: [InternalsLine, ...InternalsLine[]]) =>
		others.reduce((a, b) => ((b[names[0]] ?? -1) > (a[names[0]] ?? -1) ? b : a), one);
	const longest = Math.max(0, ...runtimes.map((lines) => lines.length));
	let kept: { process: number; line: InternalsLine }[] = [];
	for (let neighbours = 1; neighbours <= longest; neighbours++) {
		kept = runtimes.flatMap((lines, index) =>
			inGroupsOf(neighbours, lines).map((group) => ({ process: index + 1, line: worst(group) })),
		);
		if (kept.length <= rowsMax) break;
	}
	return kept
		.slice(0, rowsMax)
		.toSorted((a, b) => a.line.atUnixMs - b.line.atUnixMs)
		.map(({ process, line }) => ({
			atMs: Math.max(0, Math.round(line.atUnixMs - from)),
			process,
			...Object.fromEntries(
				names.flatMap((name) => {
					const value = line[name];
					return value === undefined ? [] : [[name, short(value)] as const];
				}),
			),
		}));
}

function inGroupsOf(
	size: number,
	lines: readonly InternalsLine[],
): [InternalsLine, ...InternalsLine[]][] {
	const groups: [InternalsLine, ...InternalsLine[]][] = [];
	for (const [index, line] of lines.entries()) {
		const last = groups.at(-1);
		if (index % size === 0 || !last) groups.push([line]);
		else last.push(line);
	}
	return groups;
}

/** More digits than any of these can be known to; whole numbers stay whole. */
const short = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(5)));
