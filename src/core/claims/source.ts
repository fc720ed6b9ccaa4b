import { figuresBeside } from './read-figure.ts';
import type { Rule } from './verdict.ts';

/** Settled by a primary source; our figures illustrate it where there are any. */
export const source: Rule<'source'> = ({ verdict, reason, ours = [] }, context) => {
	return { verdict, reason, figures: figuresBeside(ours, context) };
};
