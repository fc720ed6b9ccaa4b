import { exceedances as about } from '../../src/core/gates/result.ts';
import type { MeasuredCell } from '../../src/core/schemas/cell.ts';
import { exceedances as countBeyond } from '../../src/core/statistics/histogram.ts';
import { PERCENTILES_ASKED } from '../../src/core/statistics/percentiles.ts';
import { isTheServers, stolenShareOf } from '../../src/core/statistics/stolen-tail.ts';
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
	const stolen = stolenShareOf(windows);
	const few = lacking.filter((one) => isTheServers(one, stolen));
	const words = few.map((one) => `p${one} (${countBeyond(responseTime, one / 100)})`);
	const others = lacking.filter((one) => !few.includes(one));
	return [
		...(words.length > 0
			? [`Not published, for want of ${about.limit} slower requests: ${words.join(', ')}.`]
			: []),
		...(others.length > 0 && stolen !== undefined
			? [
					`Not published, because the hypervisor took ${percent(stolen)} of the time, more than half of what lies beyond: ${others.map((one) => `p${one}`).join(', ')}.`,
				]
			: []),
	].join(' ');
}
