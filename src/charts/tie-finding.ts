import { compareCells } from '../core/comparability/compare-cells.ts';
import { runNoiseFloor } from '../core/comparability/run-noise-floor.ts';
import { tiers, type Tier, type TierMember } from '../core/comparability/tiers.ts';
import { describeRatio } from '../core/comparability/describe-ratio.ts';
import type { MetricName } from '../core/schemas/cell.ts';
import { inWords } from '../site/data/metrics.ts';
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
	const name = ({ subject }: TierMember) => {
		const { name: language, variant } = context.labelOf(subject);
		return `${language} ${variant}`;
	};
	const { unit } = inWords(metric, 1);
	const range = `${span(largest.map(({ median }) => median))} ${unit.split(' ')[0]}`;
	const names = listed(inChartOrder(largest, context).map(name));
	const rounds = Math.min(...largest.map(({ cell }) => cell.summary[metric]?.rounds ?? Infinity));
	const only = rounds === 1 ? 'In only one round' : `In only ${rounds} rounds`;
	const few = rounds < FEW_ROUNDS ? `${only}, n` : 'N';
	const tie =
		largest.length === 1
			? `${names} has a ${noun} of ${range}`
			: `${few}o difference in ${noun} detected between ${names} (${range})`;
	const others = inChartOrder(groups.filter((tier) => tier !== largest).flat(), context).map(
		(member) => {
			const reference = referenceFor(member, largest);
			const ratio = ratioWords(member, reference, context, metric);
			return `${name(member)} has ${ratio} that of ${name(reference)}`;
		},
	);
	return `${[tie, ...others].join('; ')}.`;
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

function ratioWords(
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

function inChartOrder(members: readonly TierMember[], { cells }: ChartContext): TierMember[] {
	return members.toSorted((a, b) => cells.indexOf(a.cell) - cells.indexOf(b.cell));
}
