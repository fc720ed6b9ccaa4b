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
	const { least, most, rounds } = endsOf(groups, metric);
	if (least === undefined || most === undefined) return undefined;
	if (least === most || (rounds > 1 && isTied([least, most], context, metric))) {
		return tieFinding(context, metric, noun);
	}
	const ends = endsWords(context, metric);
	// One round has no spread, so it says nothing of ratios or ties.
	if (rounds === 1) return `In only one round, ${noun} ran ${ends}.`;
	const close = groups
		.filter((group) => group.length > 1)
		.map((group) => tieWords(group, context, metric));
	return [`${upperFirst(noun)} runs ${ends}.`, ...close].join(' ');
}

/** `from 10.0 µs (Rust hyper) to 100 µs (Node.js Express), 10.0 times (9.80 to 10.2)`; undefined where nothing was measured. */
export function endsWords(context: ChartContext, metric: MetricName): string | undefined {
	const { least, most, rounds, all } = endsOf(tiersOf(context, metric), metric);
	if (least === undefined || most === undefined) return undefined;
	const withUnit = unitWords(metric, all);
	const end = (member: TierMember) => `${withUnit([member])} (${memberName(member, context)})`;
	if (least === most) return `from ${end(least)}, which alone was measured`;
	const ratio = rounds === 1 ? '' : `, ${ratioWords(most, least, context, metric)}`;
	return `from ${end(least)} to ${end(most)}${ratio}`;
}

/** @returns in `rounds` the fewest that any of them has */
function endsOf(groups: readonly Tier[], metric: MetricName) {
	const all = groups.flat().toSorted((a, b) => a.median - b.median);
	const rounds = Math.min(...all.map(({ cell }) => cell.summary[metric]?.rounds ?? Infinity));
	return { least: all[0], most: all.at(-1), rounds, all };
}

/** A group may be a chain whose ends differ: then it is not ranked, but no tie either. */
function tieWords(group: Tier, context: ChartContext, metric: MetricName): string {
	const names = listed(inChartOrder(group, context).map((member) => memberName(member, context)));
	return isTied(group, context, metric)
		? `No difference detected between ${names}.`
		: `Too close to rank: ${names}.`;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
