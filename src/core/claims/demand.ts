import { formatCount, formatLarge, formatNumber, formatRatio } from '../format.ts';
import { figuresBeside } from './read-figure.ts';
import type { Rule } from './verdict.ts';

/** A rate is impossible when it needs more operations than the processor named can do at its most generous. */
export const demand: Rule<'demand'> = (test, context) => {
	const needed = test.ratePerSecond * test.operationsPerRequest;
	const available = test.cores * test.clockHz * test.operationsPerCycle;
	const figures = figuresBeside(test.ours ? [test.ours] : [], context);
	const needs = `${formatCount(test.ratePerSecond)} requests a second of ${formatCount(test.operationsPerRequest)} ${test.operation} each need ${formatLarge(needed)} a second`;
	const can = `${formatCount(test.cores)} ${test.cores === 1 ? 'core' : 'cores'} at ${formatNumber(test.clockHz / 1e9)} GHz, granted ${formatNumber(test.operationsPerCycle)} a cycle, can do ${formatLarge(available)}`;
	if (needed > available) {
		const reason = `${needs}; ${can}. That is ${formatRatio(needed / available)} times too many.`;
		return { verdict: 'impossible', reason, figures };
	}
	const reason = `${needs}; ${can}, so the arithmetic allows it. The figure is of another machine.`;
	return { verdict: 'other-machine', reason, figures };
};
