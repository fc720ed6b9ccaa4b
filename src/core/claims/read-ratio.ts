import { compareCells } from '../comparability/compare-cells.ts';
import { describeRatio } from '../comparability/describe-ratio.ts';
import { runNoiseFloor } from '../comparability/run-noise-floor.ts';
import { formatRatio } from '../format.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import type { CellMetric } from '../schemas/claim.ts';
import { InvalidInput } from '../schemas/sentence.ts';
import type { NoiseFloor } from '../statistics/noise-floor.ts';
import type { RatioEstimate } from '../statistics/paired-ratio.ts';
import { mayStateRatio, NO_CORE_TO_SPARE } from './machine-may-say.ts';
import { readCell } from './read-figure.ts';
import type { ClaimContext, OurFigure, Verdict } from './verdict.ts';
import { comparisonOf, placeOf } from './words.ts';

/** A ratio that may decide a claim. */
export type RatioReading = {
	/** The interval to judge by; on a `dev` machine wider than the statistical one by the A/A floor. */
	low: number;
	high: number;
	/** Says the ratio, and the widening where there is one. */
	text: string;
	cores: number;
	figure: OurFigure;
};

/**
 * Compares two cells for a claim, or gives the verdict that follows where they do not compare.
 *
 * A `dev` machine is shared, and its disturbances last longer than a run, so that a second run can differ by more than the
 * interval says: what it decides must still be decided after the A/A floor is added on both sides.
 */
export function readRatio(
	numerator: CellMetric,
	denominator: CellMetric,
	context: ClaimContext,
): RatioReading | { verdict: Verdict } {
	requireOneMetric(numerator, denominator);
	const a = readCell(numerator, context);
	if ('verdict' in a) return a;
	const b = readCell(denominator, context);
	if ('verdict' in b) return b;
	const machineClass = context.run?.machine.class;
	if (machineClass && !mayStateRatio(machineClass, numerator.track)) {
		return without('not-measurable-here', NO_CORE_TO_SPARE);
	}
	const floor = runNoiseFloor(context.cells, numerator);
	// A claim names both its loads: where they differ, that is what it is about.
	const compared = compareCells(a.cell, b.cell, numerator.metric, { floor, acrossLoads: true });
	if (!compared.comparable) return without('inconclusive', compared.reason);
	const text = describeRatio(compared.ratio);
	const shown = describeRatio(compared.ratio, compared.verdict);
	const figure = asFigure(numerator, denominator, compared.ratio, shown);
	if (machineClass !== 'dev') return reading(compared.ratio, text, a.cell, figure);
	if (floor) return widened(compared.ratio, text, floor, a.cell, figure);
	const reason = `Run ${a.cell.run}, on a shared machine, has no twins that show its noise beside ${placeOf(numerator)}.`;
	return without('inconclusive', reason, [figure]);
}

function reading(
	{ low, high }: Pick<RatioEstimate, 'low' | 'high'>,
	text: string,
	{ cores }: MeasuredCell,
	figure: OurFigure,
): RatioReading {
	return { low, high, text, cores, figure };
}

function widened(
	ratio: RatioEstimate,
	text: string,
	floor: NoiseFloor,
	cell: MeasuredCell,
	figure: OurFigure,
): RatioReading {
	const [low, high] = [ratio.low / floor.ratio, ratio.high * floor.ratio];
	const wider = `${text}, or ${formatRatio(low)} to ${formatRatio(high)} with the machine’s noise added`;
	return reading({ low, high }, wider, cell, figure);
}

function asFigure(
	numerator: CellMetric,
	denominator: CellMetric,
	{ ratio, low, high }: RatioEstimate,
	text: string,
): OurFigure {
	const label = comparisonOf(numerator, denominator);
	return { label, value: ratio, low, high, text };
}

function requireOneMetric(numerator: CellMetric, denominator: CellMetric): void {
	if (numerator.metric === denominator.metric) return;
	throw new InvalidInput(
		`A claim compares ${numerator.metric} of ${numerator.subject} with ${denominator.metric} of ${denominator.subject}; name one metric for both.`,
	);
}

function without(
	verdict: Verdict['verdict'],
	reason: string,
	figures: OurFigure[] = [],
): { verdict: Verdict } {
	return { verdict: { verdict, reason, figures } };
}
