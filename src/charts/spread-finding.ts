import type { Tier, TierMember } from '../core/comparability/tiers.ts';
import type { MetricName } from '../core/schemas/cell.ts';
import type { ChartContext } from './chart.ts';
import {
	inChartOrder,
	isTied,
	memberName,
	ratioWords,
	tieFinding,
	tiersOf,
	unitWords,
} from './tie-finding.ts';
import { listed } from './words.ts';

/**
 * From the subject with the least to the one with the most, and which lie so close that the run does not rank them. For
 * charts of many subjects, where a ratio for each would be a paragraph.
 *
 * @param noun the metric as a sentence says it, e.g. `CPU time per request`
 */
export function spreadFinding(
	context: ChartContext,
	metric: MetricName,
	noun: string,
): string | undefined {
	const groups = tiersOf(context, metric);
	const ordered = groups.flat().toSorted((a, b) => a.median - b.median);
	const [least, most] = [ordered[0], ordered.at(-1)];
	if (least === undefined || most === undefined) return undefined;
	const rounds = Math.min(...ordered.map(({ cell }) => cell.summary[metric]?.rounds ?? Infinity));
	const withUnit = unitWords(metric, ordered);
	const end = (member: TierMember) => `${withUnit([member])} (${memberName(member, context)})`;
	if (least === most || (rounds > 1 && isTied([least, most], context, metric))) {
		return tieFinding(context, metric, noun);
	}
	// One round has no spread, so it says nothing of ratios or ties.
	if (rounds === 1) return `In only one round, ${noun} ran from ${end(least)} to ${end(most)}.`;
	const ratio = ratioWords(most, least, context, metric);
	const ends = `${upperFirst(noun)} runs from ${end(least)} to ${end(most)}, ${ratio}.`;
	const close = groups
		.filter((group) => group.length > 1)
		.map((group) => tieWords(group, context, metric));
	return [ends, ...close].join(' ');
}

/** A group may be a chain whose ends differ: then it is not ranked, but no tie either. */
function tieWords(group: Tier, context: ChartContext, metric: MetricName): string {
	const names = listed(inChartOrder(group, context).map((member) => memberName(member, context)));
	return isTied(group, context, metric)
		? `No difference detected between ${names}.`
		: `Too close to rank: ${names}.`;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
