import {
	compareCells,
	type Comparison,
	type ComparisonVerdict,
} from '../comparability/compare-cells.ts';
import { describeRatio } from '../comparability/describe-ratio.ts';
import { runNoiseFloor } from '../comparability/run-noise-floor.ts';
import { formatRatio } from '../format.ts';
import type { Cell, MeasuredCell, MetricName } from '../schemas/cell.ts';
import { findMeasured } from '../selection/find-cell.ts';
import { median } from '../statistics/quantiles.ts';
import type { RatioEstimate } from '../statistics/paired-ratio.ts';
import type { Expectation } from './expectation.ts';

export type ExpectationCheck = {
	holds: boolean;
	/** left / right; absent where the run has no such comparison. */
	observed?: RatioEstimate;
	/** What was expected, what was observed, and whether it held. */
	sentence: string;
};

/** Checks an expectation against the cells of one run and experiment; a missing cell does not hold. */
export function checkExpectation(
	expectation: Expectation,
	cells: readonly Cell[],
): ExpectationCheck {
	const compared = compare(expectation, cells);
	if (!compared.comparable) {
		const sentence = `Expected ${expectation.text}; it could not be checked: ${compared.reason}`;
		return { holds: false, sentence };
	}
	const { ratio, verdict } = compared;
	const holds = isAsExpected(expectation, ratio, verdict);
	const observed = describeRatio(ratio, verdict);
	const sentence = `Expected ${expectation.text}; ${holds ? 'it holds' : 'it does not hold'}: ${expectation.left} / ${expectation.right} is ${observed}${allowed(expectation)}.`;
	return { holds, observed: ratio, sentence };
}

function compare(expectation: Expectation, cells: readonly Cell[]): Comparison {
	const place = { track: expectation.track, load: expectation.load };
	const left = findMeasured(cells, { ...place, subject: expectation.left });
	const right = findMeasured(cells, { ...place, subject: expectation.right });
	if (!left || !right) {
		const missing = left ? expectation.right : expectation.left;
		const reason = `the run has no figure of ${missing} at ${place.load} on ${place.track}.`;
		return { comparable: false, reason };
	}
	const edited = [left, right].find((cell) => !isMedianOfRounds(cell, expectation.metric));
	if (edited) {
		const reason = `the summary of ${edited.id} is not the median of its rounds.`;
		return { comparable: false, reason };
	}
	const floor = runNoiseFloor(cells, { ...place, metric: expectation.metric });
	return compareCells(left, right, expectation.metric, { floor });
}

/**
 * Pages print the summary and comparisons use the rounds, so a figure changed in one of them alone must not pass. The
 * summary is stored with five significant digits. A first look at a busy machine is summarised from all of its windows.
 */
function isMedianOfRounds(cell: MeasuredCell, metric: MetricName): boolean {
	const stated = cell.summary[metric]?.median;
	const passed = cell.windows.filter(({ failedGates }) => failedGates.length === 0);
	const windows = passed.length > 0 ? passed : cell.windows;
	const found = median(windows.flatMap(({ metrics }) => metrics[metric] ?? []));
	return stated === undefined || found === undefined || Math.abs(stated - found) <= 1e-4 * found;
}

/** A difference that is expected must be one beside the A/A floor too, which the verdict knows and the interval does not. */
function isAsExpected(
	expectation: Expectation,
	{ low, high }: RatioEstimate,
	verdict: ComparisonVerdict,
): boolean {
	if (expectation.kind === 'about') {
		const [least, most] = bounds(expectation);
		return low >= least && high <= most;
	}
	switch (expectation.operator) {
		case '<':
			return verdict === 'lower';
		case '>':
			return verdict === 'higher';
		case '<=':
			return low <= 1;
		case '>=':
			return high >= 1;
	}
}

/** Equal steps up and down of a ratio are factors, so that A ~ B and B ~ A ask the same. */
function bounds({ times, within }: Expectation & { kind: 'about' }): [number, number] {
	return [times / (1 + within), times * (1 + within)];
}

function allowed(expectation: Expectation): string {
	if (expectation.kind !== 'about') return '';
	const [least, most] = bounds(expectation);
	return `; ${formatRatio(least)} to ${formatRatio(most)} is allowed`;
}
