import { compareCells, type Comparison } from '../core/comparability/compare-cells.ts';
import { runNoiseFloor } from '../core/comparability/run-noise-floor.ts';
import { tiers, type Tier, type TierMember } from '../core/comparability/tiers.ts';
import { describeRatio } from '../core/comparability/describe-ratio.ts';
import { unitOf } from '../core/format.ts';
import type { MetricName } from '../core/schemas/cell.ts';
import type { ChartContext } from './chart.ts';
import { listed, span } from './words.ts';

/** With three rounds Student's t is 4.3, with four 3.2: below that only large differences show. */
const FEW_ROUNDS = 4;

/**
 * Which subjects a run can tell apart in one metric, in a sentence: the largest group of ties first,
 * then each other subject as a ratio to one of the group.
 *
 * @param noun the metric as a sentence says it, e.g. `CPU time per request`
 */
export function tieFinding(
	context: ChartContext,
	metric: MetricName,
	noun: string,
): string | undefined {
	const groups = tiersOf(context, metric);
	const largest = largestTier(groups);
	if (largest === undefined) return undefined;
	const name = (member: TierMember) => memberName(member, context);
	const withUnit = unitWords(metric, groups.flat());
	const beside = (member: TierMember, reference: TierMember) =>
		`${name(member)} has ${ratioWords(member, reference, context, metric)} that of ${name(reference)}`;
	if (!isTied(largest, context, metric)) {
		return chainFinding(groups.flat(), context, metric, { noun, name, beside, withUnit });
	}
	const range = withUnit(largest);
	const names = listed(inChartOrder(largest, context).map(name));
	const only = fewRounds(largest, metric);
	const few = only === undefined ? 'N' : `I${only.slice(1)}, n`;
	const tie =
		largest.length === 1
			? `${names} has a ${noun} of ${range}`
			: `${few}o difference in ${noun} detected between ${names} (${range})`;
	const others = inChartOrder(groups.filter((tier) => tier !== largest).flat(), context).map(
		(member) => beside(member, referenceFor(member, largest)),
	);
	return `${[tie, ...others].join('; ')}.`;
}

/**
 * A tier may be a chain: its ends differ, and what stands between ties with both. No sentence may then call it a tie, so
 * all that are drawn, of each tier, are set beside the one with the least.
 */
function chainFinding(
	all: readonly TierMember[],
	context: ChartContext,
	metric: MetricName,
	words: {
		noun: string;
		name(member: TierMember): string;
		beside(member: TierMember, reference: TierMember): string;
		withUnit(members: readonly TierMember[]): string;
	},
): string {
	const [least, ...rest] = all.toSorted((a, b) => a.median - b.median);
	if (least === undefined) throw new Error('A tier always has a member.');
	const ordered = inChartOrder(rest, context);
	const tied = ordered.filter((member) => isTied([member, least], context, metric));
	const apart = ordered.filter((member) => !tied.includes(member));
	const figure = words.withUnit([least]);
	const only = fewRounds(all, metric);
	const few = only === undefined ? '' : `${only}, `;
	return `${[
		`${words.name(least)} has the least ${words.noun}, ${figure}`,
		...(tied.length > 0
			? [`${few}no difference from it detected in ${listed(tied.map((one) => words.name(one)))}`]
			: []),
		...apart.map((member) => words.beside(member, least)),
	].join('; ')}.`;
}

/** `Go chi`: a subject as its chart names it. */
export function memberName({ subject }: TierMember, { labelOf }: ChartContext): string {
	const { name, detail } = labelOf(subject);
	return `${name} ${detail}`;
}

/** `in only 2 rounds`, where so few can show little; undefined where there are enough. */
function fewRounds(members: readonly TierMember[], metric: MetricName): string | undefined {
	const rounds = Math.min(...members.map(({ cell }) => cell.summary[metric]?.rounds ?? Infinity));
	if (rounds >= FEW_ROUNDS) return undefined;
	return rounds === 1 ? 'in only one round' : `in only ${rounds} rounds`;
}

/** `11.9 to 12.1 ms`: the medians of some, in the unit that fits all. */
export function unitWords(
	metric: MetricName,
	all: readonly TierMember[],
): (members: readonly TierMember[]) => string {
	const { unit, perStored } = unitOf(metric, Math.max(...all.map(({ median }) => median)));
	return (members) =>
		`${span(members.map(({ median }) => median * perStored))} ${unit.split(' ')[0]}`;
}

/** True when no two of them differ. Two that share too few rounds have not been shown to. */
export function isTied(
	group: readonly TierMember[],
	context: ChartContext,
	metric: MetricName,
): boolean {
	return comparisons(group, context, metric).every(
		(compared) => !compared.comparable || compared.verdict === 'tie',
	);
}

/** True when each two were compared and none differ: only then may a picture call them alike. */
export function isShownTied(
	group: readonly TierMember[],
	context: ChartContext,
	metric: MetricName,
): boolean {
	return comparisons(group, context, metric).every(
		(compared) => compared.comparable && compared.verdict === 'tie',
	);
}

function comparisons(
	group: readonly TierMember[],
	{ cells, runCells }: ChartContext,
	metric: MetricName,
): Comparison[] {
	const place = placeOf(cells, metric);
	const floor = place && runNoiseFloor(runCells, place);
	return group.flatMap((a, index) =>
		group.slice(index + 1).map((b) => compareCells(a.cell, b.cell, metric, { floor })),
	);
}

/** The largest group that cannot be told apart; the lower of two of one size. */
export function largestTier(groups: readonly Tier[]): Tier | undefined {
	return groups.toSorted((a, b) => b.length - a.length)[0];
}

export function tiersOf({ cells, runCells }: ChartContext, metric: MetricName): Tier[] {
	const place = placeOf(cells, metric);
	return place === undefined ? [] : tiers(runCells, place);
}

/** Best the same program's own variant, so that one thing differs; else the lowest of the group. */
function referenceFor(member: TierMember, group: Tier): TierMember {
	const { implementation } = member.cell;
	const own = group.find(({ cell }) => cell.implementation === implementation);
	const reference = own ?? group[0];
	if (reference === undefined) throw new Error('A tier always has a member.');
	return reference;
}

/** `1.50 times (1.48 to 1.52)`, and whether that is a difference. */
export function ratioWords(
	member: TierMember,
	reference: TierMember,
	{ cells, runCells }: ChartContext,
	metric: MetricName,
): string {
	const place = placeOf(cells, metric);
	const floor = place && runNoiseFloor(runCells, place);
	const compared = compareCells(member.cell, reference.cell, metric, { floor });
	if (!compared.comparable) return 'no comparison with';
	return describeRatio(compared.ratio, compared.verdict);
}

/** A chart of this kind draws one load on one core track. */
function placeOf(cells: ChartContext['cells'], metric: MetricName) {
	const [first] = cells;
	return first && { track: first.track, load: first.load, metric };
}

export function inChartOrder(
	members: readonly TierMember[],
	{ cells }: ChartContext,
): TierMember[] {
	return members.toSorted((a, b) => cells.indexOf(a.cell) - cells.indexOf(b.cell));
}
