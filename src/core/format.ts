import type { Estimate, MetricName } from './schemas/cell.ts';

/** `1,230`, `0.0123`, `8,430,000`: three significant digits unless told, commas at thousands. */
export function formatNumber(value: number, significantDigits = 3): string {
	return significantFormat(significantDigits).format(value);
}

/** Every digit of a whole number that is known exactly: `8,427,906`. */
export function formatCount(value: number): string {
	return countFormat.format(value);
}

/** Numbers of operations a second go beyond what a reader counts in digits: `10.1 thousand million`. */
export function formatLarge(value: number): string {
	if (value >= 1e9) return `${formatNumber(value / 1e9)} thousand million`;
	if (value >= 1e6) return `${formatNumber(value / 1e6)} million`;
	return formatNumber(value);
}

/** `1.02`, `14.8`: a ratio with enough digits to tell it from 1 by a per cent. */
export function formatRatio(ratio: number): string {
	if (ratio >= 10) return formatNumber(ratio);
	return ratioFormat.format(ratio);
}

/** `−12 %`, `+3 %`: by how much a figure is off, in whole per cent. */
export function formatOffBy(offBy: number): string {
	const percent = Math.round(100 * offBy);
	return `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}

/** A unit as a reader expects it, and how many of it one stored unit is. */
export type Unit = { unit: string; perStored: number };

/**
 * The unit of a metric: one for a whole column or axis, so that its figures can be compared at a glance.
 *
 * @param like the largest figure that is to be read in it: CPU time below a millisecond is read in microseconds
 */
export function unitOf(metric: MetricName, like: number): Unit {
	const isCpu = metric.endsWith('CpuMsPerRequest');
	return isCpu && like < 1 ? { unit: 'µs of CPU a request', perStored: 1000 } : UNITS[metric];
}

/** A stored figure in the unit that a reader expects: `11.9 ms of CPU a request`, `45.2 MB`. */
export function formatMetric(metric: MetricName, value: number, like = value): string {
	const { unit, perStored } = unitOf(metric, like);
	return `${formatNumber(value * perStored)} ${unit}`;
}

/** A median with its interval where it has one: `11.9 ms of CPU a request (11.5 to 12.1)`. */
export function formatEstimate(metric: MetricName, { median, low, high }: Estimate): string {
	const text = formatMetric(metric, median);
	if (low === undefined || high === undefined) return text;
	const { perStored } = unitOf(metric, median);
	return `${text} (${formatNumber(low * perStored)} to ${formatNumber(high * perStored)})`;
}

// Made once: that takes as long as printing thirty numbers, and a build prints hundreds of thousands.
const countFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const ratioFormat = new Intl.NumberFormat('en-GB', {
	minimumFractionDigits: 2,
	maximumFractionDigits: 2,
});
const significantFormats = new Map<number, Intl.NumberFormat>();

function significantFormat(digits: number): Intl.NumberFormat {
	const made =
		significantFormats.get(digits) ??
		new Intl.NumberFormat('en-GB', { maximumSignificantDigits: digits });
	significantFormats.set(digits, made);
	return made;
}

const ms = { unit: 'ms', perStored: 1 };
const us = { unit: 'µs', perStored: 1 };
const cores = { unit: 'cores', perStored: 1 };
const slope = { unit: 'KB a minute', perStored: 1e-3 };
const megabytes = { unit: 'MB', perStored: 1e-6 };
const seconds = { unit: 's', perStored: 1 };
const percent = { unit: '%', perStored: 100 };

const UNITS: Record<MetricName, Unit> = {
	throughputPerSecond: { unit: 'requests a second', perStored: 1 },
	serverCpuMsPerRequest: { unit: 'ms of CPU a request', perStored: 1 },
	serverCoresUsed: cores,
	serverRssBytesMax: megabytes,
	databaseCpuMsPerRequest: { unit: 'ms of CPU a request', perStored: 1 },
	databaseCoresUsed: cores,
	originCpuMsPerRequest: { unit: 'ms of CPU a request', perStored: 1 },
	originCoresUsed: cores,
	originRequestsPerRequest: percent,
	tracesCpuMsPerRequest: { unit: 'ms of CPU a request', perStored: 1 },
	tracesCoresUsed: cores,
	spansPerRequest: { unit: 'spans a request', perStored: 1 },
	generatorCpuUsPerRequest: { unit: 'µs of CPU a request', perStored: 1 },
	generatorCoresUsed: cores,
	latencyMsMean: ms,
	latencyMsP50: ms,
	latencyMsP90: ms,
	latencyMsP95: ms,
	latencyMsP99: ms,
	latencyMsMax: ms,
	reportedLatencyMsMean: ms,
	reportedLatencyMsP50: ms,
	reportedLatencyMsP90: ms,
	reportedLatencyMsP95: ms,
	reportedLatencyMsP99: ms,
	reportedLatencyMsMax: ms,
	reportedThroughputPerSecond: { unit: 'requests a second', perStored: 1 },
	answeredShare: percent,
	refusalMsP50: ms,
	refusalMsP99: ms,
	drainSeconds: { unit: 's', perStored: 1 },
	connectMsP50: ms,
	connectMsP95: ms,
	connectMsP99: ms,
	scheduleLagUsP50: us,
	scheduleLagUsP99: us,
	inFlightMean: { unit: 'requests in flight', perStored: 1 },
	bytesPerResponse: { unit: 'bytes a response', perStored: 1 },
	foreignCoresUsed: cores,
	stealShare: percent,
	cpuPressureShare: percent,
	serverRssSlopeBytesPerMinute: slope,
	serverRssSlopeBytesPerMinuteLow: slope,
	serverRssSlopeBytesPerMinuteHigh: slope,
	binaryBytes: megabytes,
	deployedBytes: megabytes,
	runtimeBytes: megabytes,
	imageBytesAboveBase: megabytes,
	idleRssBytes: megabytes,
	idlePssBytes: megabytes,
	idlePrivateBytes: megabytes,
	answeredRssBytes: megabytes,
	answeredPssBytes: megabytes,
	startMsToReady: ms,
	startMsToFirstAnswer: ms,
	startCpuMs: { unit: 'ms of CPU', perStored: 1 },
	buildSecondsClean: seconds,
	buildSecondsIncremental: seconds,
	linesOfCode: { unit: 'lines', perStored: 1 },
	heldBytes: megabytes,
	heldBytesEach: { unit: 'bytes each', perStored: 1 },
};
