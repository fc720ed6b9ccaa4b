import { readFigure } from './read-figure.ts';
import type { Rule } from './verdict.ts';

/** A figure of another machine can neither hold nor fail on ours; ours stands beside it. */
export const figure: Rule<'figure'> = ({ ours }, context) => {
	const reading = readFigure(ours, context);
	if ('verdict' in reading) return reading.verdict;
	const machine = context.run?.machine;
	const reason = `The figure is of another machine. Ours (${machine?.cpuModel}, ${machine?.class}) shows ${reading.figure.text} for ${reading.figure.label}.`;
	return { verdict: 'other-machine', reason, figures: [reading.figure] };
};
