import { judgeInterval } from './judge-interval.ts';
import { readRatio, type RatioReading } from './read-ratio.ts';
import type { Rule } from './verdict.ts';

/**
 * A ranking holds only when each step is clear: the whole interval of a subject over the one before it lies above 1. One step
 * that is clearly the other way round refutes it; steps that noise leaves open do neither.
 */
export const order: Rule<'order'> = ({ ascending }, context) => {
	const steps: RatioReading[] = [];
	for (const [index, higher] of ascending.slice(1).entries()) {
		const lower = ascending[index];
		if (lower === undefined) throw new Error('A step has two sides.');
		const reading = readRatio(higher, lower, context);
		if ('verdict' in reading) return reading.verdict;
		steps.push(reading);
	}
	const verdicts = steps.map((step) => judgeInterval(step, [1, Infinity]));
	const verdict = (['fails', 'inconclusive'] as const).find((one) => verdicts.includes(one));
	const shown = steps.filter((_, index) => verdict === undefined || verdicts[index] === verdict);
	const listed = shown.map(({ figure, text }) => `${figure.label}: ${text}`).join('; ');
	const figures = steps.map(({ figure }) => figure);
	return {
		verdict: verdict ?? 'holds',
		reason: `${WORDS[verdict ?? 'holds']}: ${listed}.`,
		figures,
	};
};

const WORDS = {
	holds: 'Each step up is clear',
	fails: 'A step goes down',
	inconclusive: 'The noise leaves open whether each step goes up',
};
