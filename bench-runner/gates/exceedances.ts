import { exceedances as about } from '../../src/core/gates/result.ts';
import type { MeasuredCell } from '../../src/core/schemas/cell.ts';
import { exceedances as countBeyond } from '../../src/core/statistics/histogram.ts';
import { PERCENTILES_ASKED } from '../../src/core/statistics/percentiles.ts';
import { otherOwner, tailOf } from '../../src/core/statistics/server-tail.ts';
import type { CellGate } from './cell-gate.ts';
import { percent } from './gate.ts';

/** A percentile that is missing is no fault of the cell, whose CPU time still counts; the outcome says why it is missing. */
export const exceedances: CellGate = {
	id: about.id,
	judge({ publishable, cell }) {
		if (!publishable || cell.histograms.responseTime === undefined) return undefined;
		const fewest = cell.percentiles.toSorted((a, b) => a.exceedances - b.exceedances)[0];
		const base = {
			gate: about.id,
			threshold: about.limit,
			...(fewest && { value: fewest.exceedances }),
		};
		if (fewest && fewest.exceedances < about.limit) {
			const reason = `Only ${fewest.exceedances} requests were slower than the published p${fewest.percentile}.`;
			return { ...base, pass: false, reason };
		}
		const missing = unpublished(cell);
		return { ...base, pass: true, ...(missing && { reason: missing }) };
	},
};

function unpublished({ percentiles, histograms, windows }: MeasuredCell): string | undefined {
	const { responseTime } = histograms;
	const lacking = PERCENTILES_ASKED.filter(
		(one) => !percentiles.some(({ percentile }) => percentile === one),
	);
	if (responseTime === undefined || lacking.length === 0) return undefined;
	const tail = tailOf(windows);
	const of = Map.groupBy(lacking, (one) => otherOwner(one, tail) ?? 'few');
	const few = (of.get('few') ?? []).map(
		(one) => `p${one} (${countBeyond(responseTime, one / 100)})`,
	);
	return [
		...notPublished(`for want of ${about.limit} slower requests`, few),
		...(tail.stolenShare === undefined
			? []
			: notPublished(
					`because the hypervisor took ${percent(tail.stolenShare)} of the time, more than half of what lies beyond`,
					names(of.get('hypervisor')),
				)),
		...notPublished(
			`because too few rounds were undisturbed beyond p${tail.tailUpTo}`,
			names(of.get('disturbance')),
		),
	].join(' ');
}

const names = (percentiles: readonly number[] = []) => percentiles.map((one) => `p${one}`);

function notPublished(why: string, which: readonly string[]): string[] {
	return which.length === 0 ? [] : [`Not published, ${why}: ${which.join(', ')}.`];
}
