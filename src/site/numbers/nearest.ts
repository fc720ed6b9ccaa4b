import { formatNumber } from '../../core/format.ts';
import type { Figure } from '../../simulator/predict/predict.ts';
import type { Numbers } from '../../simulator/predict/predict-numbers.ts';
import type { RuleId } from '../../simulator/predict/rules.ts';

/** A measured cell in the numbers that a reader gives. */
export type MeasuredPoint = {
	readonly rule: RuleId;
	readonly subject: string;
	readonly href: string;
	readonly numbers: Numbers;
	/** Of the quick requests, in milliseconds; what was not published is absent. */
	readonly measured: Partial<Readonly<Record<Figure, number>>>;
	/** How far off the model was there, where it was asked: 0.1 is a tenth too long. */
	readonly offBy: Partial<Readonly<Record<Figure, number>>>;
};

/** The measured cell of a rule that is nearest to a reader's numbers; undefined before the first. */
export function nearestOf(
	numbers: Numbers,
	rule: RuleId,
	points: readonly MeasuredPoint[],
): MeasuredPoint | undefined {
	return points
		.filter((point) => point.rule === rule)
		.toSorted((a, b) => distance(numbers, a.numbers) - distance(numbers, b.numbers))[0];
}

/**
 * By ratio, since twice as many requests are as far from a hundred as from a thousand: of rate, CPU time, cores and the wait
 * (with a millisecond added, so that none has a place). If only one of the two has slow requests, that counts as a factor of
 * ten, as much as the share of the work that they are.
 */
export function distance(one: Numbers, other: Numbers): number {
	return Math.hypot(
		...[perSecond, quickMs, waitMs, cores].map((read) => Math.log(read(one) / read(other))),
		Math.log(10) * (slowPart(one) - slowPart(other)),
	);
}

const perSecond = ({ perSecond }: Numbers) => perSecond;
const quickMs = ({ cpuMs }: Numbers) => cpuMs;
const waitMs = ({ waitMs }: Numbers) => waitMs + 1;
const cores = ({ cores }: Numbers) => cores;
const slowPart = ({ cpuMs, slowShare, slowMs }: Numbers) =>
	(slowShare * slowMs) / (cpuMs + slowShare * slowMs);

/** How far a measured cell is from a reader's numbers, a few words for each that differs. */
export function howFar(numbers: Numbers, { numbers: there }: MeasuredPoint): string {
	const differences = [
		times('rate', there.perSecond / numbers.perSecond),
		times('CPU time', there.cpuMs / numbers.cpuMs),
		there.cores === numbers.cores
			? ''
			: `${there.cores} ${there.cores === 1 ? 'core' : 'cores'}, not ${numbers.cores}`,
		waitWords(numbers, there),
		slowWords(numbers, there),
	].filter((words) => words !== '');
	return differences.length === 0 ? 'at your numbers' : `at ${differences.join(', ')}`;
}

function times(what: string, ratio: number): string {
	if (Math.abs(ratio - 1) < 0.05) return '';
	return `${formatNumber(ratio, 2)} times your ${what}`;
}

function waitWords(yours: Numbers, there: Numbers): string {
	if (there.waitMs === yours.waitMs) return '';
	return there.waitMs === 0 ? 'no wait' : `a wait of ${formatNumber(there.waitMs)} ms`;
}

function slowWords(yours: Numbers, there: Numbers): string {
	if (there.slowShare === 0) return yours.slowShare === 0 ? '' : 'no slow requests';
	const same =
		Math.abs(there.slowShare / yours.slowShare - 1) < 0.05 &&
		Math.abs(there.slowMs / yours.slowMs - 1) < 0.05;
	if (same) return '';
	return `${formatNumber(100 * there.slowShare, 2)} % slow by ${formatNumber(there.slowMs, 2)} ms`;
}
