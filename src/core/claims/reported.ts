import { formatNumber } from '../format.ts';
import { subjectOf } from '../selection/find-cell.ts';
import type { Rule } from './verdict.ts';
import { placeOf } from './words.ts';

/**
 * The longest that a runtime reported of itself, in milliseconds, beside a figure of another machine. Any machine may state
 * it: who shares its cores with others sees pauses that are longer, never shorter ones.
 */
export const reported: Rule<'reported'> = ({ ours }, { run, refusal, internals = [] }) => {
	const figures = ours.flatMap((wanted) => {
		const window = internals.find(
			(one) =>
				subjectOf(one) === wanted.subject && one.track === wanted.track && one.load === wanted.load,
		);
		const value = window?.metrics[wanted.metric]?.max;
		if (value === undefined) return [];
		const label = placeOf(wanted);
		return [{ label, value, text: `${formatNumber(value, 2)} ms at most` }];
	});
	const [longest] = figures.toSorted((a, b) => b.value - a.value);
	if (run === undefined && refusal)
		return { verdict: 'inconclusive', reason: refusal, figures: [] };
	if (run === undefined || longest === undefined) {
		const reason = 'No run that may be shown has what the runtime reports of itself here.';
		return { verdict: 'not-yet-measured', reason, figures: [] };
	}
	const reason = `The figure is of another machine. On ours (${run.machine.cpuModel}, ${run.machine.class}) the longest that the runtime reported is ${formatNumber(longest.value, 2)} ms, of ${longest.label}.`;
	return { verdict: 'other-machine', reason, figures: [longest] };
};
