import { whyPercentileUnpublished } from '../comparability/unpublished-percentile.ts';
import { formatEstimate } from '../format.ts';
import { isNotCarried } from '../gates/not-carried.ts';
import type { Estimate, MeasuredCell } from '../schemas/cell.ts';
import type { CellMetric } from '../schemas/claim.ts';
import { findCell } from '../selection/find-cell.ts';
import { mayStateFigure } from './machine-may-say.ts';
import type { ClaimContext, OurFigure, Verdict } from './verdict.ts';
import { placeOf, quantityOf } from './words.ts';

/** A cell that may decide a claim, or the verdict that follows from not having one. */
export type CellReading = { cell: MeasuredCell } | { verdict: Verdict };

/** Finds a cell that was measured and passed its gates. */
export function readCell(wanted: CellMetric, { run, refusal, cells }: ClaimContext): CellReading {
	if (!run && refusal) return without('inconclusive', refusal);
	if (!run) return without('not-yet-measured', 'The experiment has no run yet that may be shown.');
	const cell = findCell(cells, wanted);
	const name = placeOf(wanted);
	if (!cell && !run.layouts.some(({ track }) => track === wanted.track)) {
		const reason = `The machine of run ${run.id} has too few cores for this: ${name}.`;
		return without('not-measurable-here', reason);
	}
	if (!cell) return without('not-yet-measured', `Run ${run.id} did not measure this: ${name}.`);
	if (cell.status === 'failed') {
		const reason = `In run ${run.id} a cell failed (${name}): ${cell.failure.reason}`;
		return without('inconclusive', reason);
	}
	const failedGates = cell.gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
	if (failedGates.length > 0 && isNotCarried(cell.windows)) {
		const reason = `In run ${run.id} the server did not keep up with the rate, so that its figures would say how long we looked: ${name}.`;
		return without('inconclusive', reason);
	}
	if (failedGates.length > 0) {
		const reason = `In run ${run.id} a cell did not pass its gates (${failedGates.join(', ')}): ${name}.`;
		return without('inconclusive', reason);
	}
	return { cell };
}

/** A figure of ours to stand beside a claim, or why there is none. */
export function readFigure(
	wanted: CellMetric,
	context: ClaimContext,
): { figure: OurFigure } | { verdict: Verdict } {
	const reading = readCell(wanted, context);
	if ('verdict' in reading) return reading;
	const estimate = reading.cell.summary[wanted.metric];
	const name = `${quantityOf(wanted.metric)} of ${placeOf(wanted)}`;
	if (!estimate || !context.run) {
		const unpublished = whyPercentileUnpublished(reading.cell, wanted.metric);
		if (unpublished !== undefined && reading.cell.percentiles.length > 0)
			return without('inconclusive', unpublished);
		return without('not-yet-measured', `The run has no ${name}.`);
	}
	const machineClass = context.run.machine.class;
	if (!mayStateFigure(machineClass, wanted.metric)) {
		const reason = `Measured in run ${context.run.id}, but not stated, because others share that machine: ${name}.`;
		return without('not-measurable-here', reason);
	}
	return { figure: asFigure(wanted, estimate) };
}

/** Those of our figures that exist and may be stated; for claims which they illustrate and do not decide. */
export function figuresBeside(wanted: readonly CellMetric[], context: ClaimContext): OurFigure[] {
	return wanted.flatMap((one) => {
		const reading = readFigure(one, context);
		return 'figure' in reading ? [reading.figure] : [];
	});
}

function asFigure(wanted: CellMetric, estimate: Estimate): OurFigure {
	const { median, low, high } = estimate;
	return {
		label: placeOf(wanted),
		value: median,
		...(low !== undefined && { low }),
		...(high !== undefined && { high }),
		text: formatEstimate(wanted.metric, estimate),
	};
}

function without(verdict: Verdict['verdict'], reason: string): { verdict: Verdict } {
	return { verdict: { verdict, reason, figures: [] } };
}
