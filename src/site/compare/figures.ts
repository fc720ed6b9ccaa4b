import { formatNumber, unitOf, type Unit } from '../../core/format.ts';
import type { Cell, Estimate, MetricName } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import { whyNotStated } from '../../core/selection/why-not-stated.ts';

/** One unit for a whole table: that of its largest figure. */
export function unitFor(metric: MetricName, estimates: readonly (Estimate | undefined)[]): Unit {
	const medians = estimates.flatMap((estimate) => (estimate ? [estimate.median] : []));
	return unitOf(metric, Math.max(...medians));
}

/** A median with its interval where it has one: `0.761 (0.733 to 0.792)`; a dash where there is none to show. */
export function figureWords(estimate: Estimate | undefined, { perStored }: Unit): string {
	if (estimate === undefined) return '–';
	const [median, low, high] = [estimate.median, estimate.low, estimate.high].map((value) =>
		value === undefined ? undefined : formatNumber(value * perStored),
	);
	return low === undefined || high === undefined
		? (median ?? '–')
		: `${median} (${low} to ${high})`;
}

/** Whether the machine's class may state the metric under this cell's load outside the page of its run. */
export function isStated(run: Run, cell: Cell | undefined, metric: MetricName): boolean {
	if (cell?.status !== 'measured') return false;
	return whyNotStated(metric, run.machine.class, cell.loadDefinition.kind) === undefined;
}

export const notStatedNote =
	'A dash: not measured, no percentile that is the server’s and rests on enough requests, or the capacity of a shared machine, which is shown only on the page of its run. Its ratios are shown.';

export const cores = (track: string) => (track === '1' ? 'one core' : 'all cores');
