import type { ChartTable } from '../../charts/chart.ts';
import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import { stripOf, type StripRow } from '../../charts/exhibits/strip-rows.ts';
import { stripSpec } from '../../charts/exhibits/strip-spec.ts';
import { twinNoise, type TwinNoise } from '../../core/comparability/twin-noise.ts';
import type { MetricName } from '../../core/schemas/cell.ts';
import { pooledTwins, usualRounds, type PooledTwins } from '../data/twins.ts';
import { differenceWords, toldApart } from '../twin-words.ts';
import { STRIP_READING } from './twin-cpu.ts';

type Kind = 'closed' | 'open';

/** What each kind of load is asked for: a closed loop's latency is its throughput, told once more. */
const asked: Record<Kind, readonly [MetricName, string][]> = {
	closed: [
		['serverRssBytesMax', 'memory'],
		['serverCpuMsPerRequest', 'CPU time'],
		['throughputPerSecond', 'throughput'],
	],
	open: [
		['serverRssBytesMax', 'memory'],
		['serverCpuMsPerRequest', 'CPU time'],
		['latencyMsP50', 'latency p50'],
		['latencyMsP99', 'latency p99'],
	],
};

const headings: Record<Kind, string> = {
	closed: 'As fast as it answers',
	open: 'At a fixed rate',
};

/** One metric under all loads of a kind. */
type MetricTwins = { kind: Kind; label: string; loads: PooledTwins[]; noise: TwinNoise };

/** Which figures of a machine may be trusted to be small? Every metric, all its loads together. */
export function twinMetrics(): Exhibit | undefined {
	const found = [...metricTwins('closed'), ...metricTwins('open')];
	if (found.length === 0) return undefined;
	const rows = [...group('closed', found), ...group('open', found)];
	return {
		title: 'Every figure of one server, measured twice in each round',
		finding: finding(found),
		rows,
		spec: (layout) => stripSpec(layout, rows),
		table: table(found),
		reading: STRIP_READING,
	};
}

function metricTwins(kind: Kind): MetricTwins[] {
	return asked[kind].flatMap(([metric, label]) => {
		const loads = pooledTwins(metric).filter((one) => one.loadDefinition.kind === kind);
		const logRatios = loads.flatMap(({ noise }) => noise.ratios.map(Math.log));
		const noise = twinNoise(logRatios, usualRounds());
		return noise ? [{ kind, label, loads, noise }] : [];
	});
}

function group(kind: Kind, found: readonly MetricTwins[]): StripRow[] {
	const own = found.filter((one) => one.kind === kind);
	if (own.length === 0) return [];
	return [
		{ kind: 'heading', id: kind, name: headings[kind], text: 'detectable' },
		...own.flatMap(({ label, noise }) => {
			const text = differenceWords(noise.detectable);
			return stripOf({ id: `${kind} ${label}`, name: label, detail: '', text }, noise);
		}),
	];
}

function finding(found: readonly MetricTwins[]): string {
	const [best, ...rest] = found.toSorted((a, b) => a.noise.detectable - b.noise.detectable);
	const worst = rest.at(-1);
	if (best === undefined || worst === undefined) return '';
	const words = ({ kind, label, noise }: MetricTwins) =>
		`${label} ${kind === 'open' ? 'at a fixed rate' : 'in a closed loop'}, where ${differenceWords(noise.detectable)} can be told from noise`;
	return `Steadiest is ${words(best)}; least steady ${words(worst)}.`;
}

function table(found: readonly MetricTwins[]): ChartTable {
	return {
		columns: ['Metric', 'Load', 'Rounds', 'Floor', 'Detectable'],
		rows: found.flatMap(({ label, loads }) => {
			const wordsOf = toldApart(loads);
			return loads.map((one) => {
				const { ratios, floor, detectable } = one.noise;
				const differences = [floor, detectable].map(differenceWords);
				return [label, wordsOf(one).full, String(ratios.length), ...differences];
			});
		}),
	};
}
