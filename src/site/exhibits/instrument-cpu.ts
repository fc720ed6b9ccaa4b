import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import { ratioSpec, type RatioLine } from '../../charts/exhibits/ratio-spec.ts';
import { listed } from '../../charts/words.ts';
import { formatRatio } from '../../core/format.ts';
import { cpuComparisons, type CpuComparison } from '../../core/instrument/cpu-comparisons.ts';
import { newestInstrument } from '../data/instrument.ts';

/** What does one answer cost pacer, beside its peers? */
export function instrumentCpu(): Exhibit | undefined {
	const comparisons = cpuComparisons(newestInstrument()?.instrument.closed ?? []);
	if (comparisons.length === 0) return undefined;
	const rows = comparisons.map(lineOf);
	return {
		title: 'CPU time that pacer spends on an answer, beside two other load generators',
		finding: finding(comparisons),
		rows,
		spec: (layout) => ratioSpec(layout, rows),
		table: {
			columns: ['Beside', 'Connections', 'Ratio', 'Interval', 'Rounds', 'Aim'],
			ids: rows.map(({ id }) => id),
			rows: comparisons.map(({ connections, other, estimate, aim }) => [
				other,
				String(connections),
				formatRatio(estimate.ratio),
				`${formatRatio(estimate.low)} to ${formatRatio(estimate.high)}`,
				String(estimate.rounds),
				aim ? `at most ${aim.highAtMost}: ${aim.isMet ? 'met' : 'not met'}` : 'none',
			]),
		},
		reading:
			'A tick is the ratio over the rounds, the band its 95 % interval, the red tick what the upper end of the interval was to stay below. All three generators asked the same server, which does nothing, from one core, in shuffled order.',
	};
}

function lineOf({ connections, other, estimate, aim }: CpuComparison): RatioLine {
	const { ratio, low, high } = estimate;
	return {
		kind: 'line',
		id: `${other} ${connections}`,
		name: `beside ${other}`,
		detail: `${connections} conn.`,
		text: formatRatio(ratio),
		...{ ratio, low, high },
		...(aim && { aim: aim.highAtMost }),
	};
}

function finding(comparisons: readonly CpuComparison[]): string {
	const others = [...Map.groupBy(comparisons, ({ other }) => other)];
	const words = others.map(([other, own]) => {
		const ratios = own.map(({ estimate }) => estimate.ratio);
		const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map(formatRatio);
		return `${low === high ? low : `${low} to ${high}`} times that of ${other}`;
	});
	const aimed = comparisons.filter(({ aim }) => aim !== undefined);
	const met = aimed.filter(({ aim }) => aim?.isMet).length;
	const aims =
		aimed.length === 0
			? ''
			: ` ${met === aimed.length ? 'Every' : `${met} of ${aimed.length}`} ${met === aimed.length ? 'aim was' : 'aims were'} met.`;
	return `An answer costs pacer ${listed(words)}.${aims}`;
}
