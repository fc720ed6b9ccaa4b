import type { ChartTable } from '../../charts/chart.ts';
import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import { stripOf, type StripRow } from '../../charts/exhibits/strip-rows.ts';
import { stripSpec } from '../../charts/exhibits/strip-spec.ts';
import { formatNumber, formatRatio } from '../../core/format.ts';
import { pooledTwins, usualRounds, type PooledTwins } from '../data/twins.ts';
import { differenceSpan, differenceWords, toldApart } from '../twin-words.ts';

/** How far apart do two copies of one server come, under each load? In CPU time, the steadiest figure. */
export function twinCpu(): Exhibit | undefined {
	const twins = pooledTwins('serverCpuMsPerRequest');
	if (twins.length === 0) return undefined;
	const rows = [...group('closed', twins), ...group('open', twins)];
	return {
		title: 'CPU time per request of one server, measured twice in each round',
		finding: finding(twins),
		rows,
		spec: (layout) => stripSpec(layout, rows),
		table: table(twins),
		reading: `${STRIP_READING} Of more than ${MOST_LINES} loads of a kind ${MOST_LINES} are drawn, from the steadiest to the least steady in even steps; the table has all.`,
	};
}

/** The marks of a strip, in words. */
export const STRIP_READING =
	'Each dot is a round: the figure of a server over that of the same server started once more in that round; of more than five in one place, five are drawn. The dark line is the 95 % interval of their mean; the pale band is the floor, which 95 % of rounds stay within. The figure at the right is the smallest difference that a run of the usual length would find four times in five.';

/** More lines of one kind are a page that nobody scrolls through on a phone. */
const MOST_LINES = 10;

const headings = { closed: 'As fast as it answers', open: 'At a fixed rate' };

function group(kind: 'closed' | 'open', twins: readonly PooledTwins[]): StripRow[] {
	const own = drawn(twins.filter(({ loadDefinition }) => loadDefinition.kind === kind));
	if (own.length === 0) return [];
	const wordsOf = toldApart(own);
	return [
		{ kind: 'heading', id: kind, name: headings[kind], text: 'detectable' },
		...own.flatMap((one) => {
			const { name, detail } = wordsOf(one);
			const text = differenceWords(one.noise.detectable);
			return stripOf({ id: idOf(one), name, detail, text }, one.noise);
		}),
	];
}

/** From the steadiest to the least steady, both among them, and every so many between. */
function drawn(twins: readonly PooledTwins[]): PooledTwins[] {
	const sorted = twins.toSorted((a, b) => a.noise.detectable - b.noise.detectable);
	if (sorted.length <= MOST_LINES) return sorted;
	const step = (sorted.length - 1) / (MOST_LINES - 1);
	return Array.from({ length: MOST_LINES }, (_, index) => Math.round(index * step)).flatMap(
		(place) => sorted[place] ?? [],
	);
}

const idOf = ({ experiment, load, track }: PooledTwins) => `${experiment} ${load} ${track}`;

function finding(twins: readonly PooledTwins[]): string {
	const strays = twins.flatMap(({ noise }) => noise.ratios.map((one) => Math.max(one, 1 / one)));
	const farthest = differenceWords(Math.max(...strays));
	const detectable = differenceSpan(twins.map(({ noise }) => noise.detectable));
	return `In a single round two copies of one server differed by up to ${farthest}; over ${usualRounds()} rounds the smallest difference to be found is ${detectable}, depending on the load.`;
}

function table(twins: readonly PooledTwins[]): ChartTable {
	const wordsOf = toldApart(twins);
	return {
		columns: ['Load', 'Runs', 'Rounds', 'Ratio', 'Interval', 'Floor', 'Detectable'],
		ids: twins.map(idOf),
		rows: twins.map((one) => {
			const { ratios, mean, low, high, floor, detectable } = one.noise;
			return [
				wordsOf(one).full,
				formatNumber(one.comparisons.length),
				formatNumber(ratios.length),
				formatRatio(mean),
				`${formatRatio(low)} to ${formatRatio(high)}`,
				differenceWords(floor),
				differenceWords(detectable),
			];
		}),
	};
}
