import { formatMetric, formatNumber } from '../../core/format.ts';
import { MetricNameSchema, type MetricName } from '../../core/schemas/cell.ts';

/** Figures computed from CPU time and from the work that a request is known to need. */
const derivedMetrics = {
	/** Requests that one core has time for in a second. */
	requestsPerCoreSecond: 'requests a second on one core',
	/** CPU nanoseconds for each operation of the workload's `demand`. */
	nsPerOperation: 'ns of CPU an operation',
} as const;

type DerivedMetric = keyof typeof derivedMetrics;
export type AnyMetric = MetricName | DerivedMetric;

/** The measured metric that a derived one comes from; itself where nothing is derived. */
export function measuredBehind(metric: AnyMetric): MetricName {
	const measured = MetricNameSchema.safeParse(metric);
	return measured.success ? measured.data : 'serverCpuMsPerRequest';
}

/**
 * The derived figure from its measured one.
 *
 * @param operationsPerRequest the workload's demand; needed by `nsPerOperation` only
 */
export function derive(metric: AnyMetric, measured: number, operationsPerRequest?: number): number {
	if (metric === 'requestsPerCoreSecond') return 1000 / measured;
	if (metric !== 'nsPerOperation') return measured;
	if (operationsPerRequest === undefined) {
		throw new Error('nsPerOperation needs an operation whose workload file states its demand.');
	}
	return (measured * 1e6) / operationsPerRequest;
}

/**
 * A figure as a sentence shows it: its digits and its unit.
 *
 * @param like the figure that decides the unit, where several stand under one heading
 */
export function inWords(
	metric: AnyMetric,
	value: number,
	like = value,
): { number: string; unit: string } {
	const text =
		metric in derivedMetrics
			? `${formatNumber(value)} ${derivedMetrics[metric as DerivedMetric]}`
			: formatMetric(metric as MetricName, value, like);
	const space = text.indexOf(' ');
	return { number: text.slice(0, space), unit: text.slice(space + 1) };
}
