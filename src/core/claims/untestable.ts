import type { Rule } from './verdict.ts';

/** An opinion about people or markets, or a sentence with too little in it to be tested. */
export const untestable: Rule<'untestable'> = ({ reason }) => {
	return { verdict: 'untestable', reason, figures: [] };
};
