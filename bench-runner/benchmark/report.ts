import { formatCount, formatNumber, formatRatio } from '../../src/core/format.ts';
import { cpuComparisons } from '../../src/core/instrument/cpu-comparisons.ts';
import { memoryFigures } from '../../src/core/instrument/memory-figures.ts';
import { truthFigures } from '../../src/core/instrument/truth-figures.ts';
import type { Instrument } from '../../src/core/schemas/instrument.ts';
import { median } from '../../src/core/statistics/quantiles.ts';
import { alignColumns, formatInterval, wrap } from '../commands/text-table.ts';

/** What a person is shown at the end. */
export function reportInstrument(instrument: Instrument): string {
	const parts = [cpuPart, lagPart, memoryPart, truthPart, omissionPart, notesPart];
	return `${parts.flatMap((part) => part(instrument)).join('\n')}\n`;
}

function cpuPart({ closed }: Instrument): string[] {
	const each = [...Map.groupBy(closed, (one) => `${one.generator} ${one.connections}`)];
	return [
		'',
		'CPU time an answer, closed loop against a server that does nothing; medians over rounds',
		...alignColumns(
			each.map(([name, windows]) => [
				`${name} connections`,
				`${formatNumber(middle(windows.map((one) => one.cpuUsPerAnswer)))} µs`,
				`${formatCount(middle(windows.map((one) => one.answers / one.seconds)))} a second`,
				`${formatNumber(middle(windows.map((one) => one.coresUsed)))} cores`,
			]),
		),
		...alignColumns(
			cpuComparisons(closed).map(({ connections, other, estimate, aim }) => [
				`pacer / ${other}, ${connections} connections`,
				formatInterval(estimate.ratio, estimate, formatRatio),
				aim ? `aim: at most ${aim.highAtMost}, ${aim.isMet ? 'met' : 'NOT MET'}` : '',
			]),
		),
	];
}

function lagPart({ open }: Instrument): string[] {
	if (open.length === 0) return [];
	const us = (of: (one: Instrument['open'][number]) => number) =>
		`${formatNumber(middle(open.map(of)))} µs`;
	const rate = formatCount(middle(open.map((one) => one.ratePerSecond)));
	const cores = formatNumber(middle(open.map((one) => one.coresUsed)));
	return [
		'',
		`Lateness of pacer in an open loop of ${rate} a second, with ${cores} of its core used`,
		`  p50 ${us((one) => one.scheduleLagUsP50)}, p99 ${us((one) => one.scheduleLagUsP99)}, largest ${us((one) => one.scheduleLagUsMax)}; medians of ${open.length} rounds`,
	];
}

function memoryPart({ memory }: Instrument): string[] {
	return [
		'',
		'Peak memory of the generator',
		...alignColumns(
			memoryFigures(memory).map(({ generator, connections, rssBytesMax, bytesPerConnection }) => [
				generator,
				`${formatCount(connections)} connections`,
				`${formatNumber(rssBytesMax / 1e6)} MB`,
				bytesPerConnection === undefined
					? ''
					: `${formatCount(bytesPerConnection)} bytes a connection`,
			]),
		),
	];
}

function truthPart({ truth }: Instrument): string[] {
	const rows = truthFigures(truth).map((figure) => [
		figure.variant,
		figure.statistic,
		...[figure.truthMs, figure.happenedMs, figure.reportedMs, figure.offByMs].map(milliseconds),
		milliseconds(figure.offByMsFurthest),
	]);
	return [
		'',
		'pacer in an open loop against a known truth, ms; off by: what was reported less what happened',
		...alignColumns([
			['variant', '', 'truth', 'happened', 'reported', 'off by', 'at most'],
			...rows,
		]),
	];
}

function omissionPart({ omission }: Instrument): string[] {
	return [
		'',
		'pacer in a closed loop against a known truth: what no closed loop can see',
		...alignColumns([
			[
				'variant',
				'slow answers',
				'theory',
				'answers',
				'theory',
				'never asked',
				'p99.9 ms',
				'largest',
			],
			...omission.map(({ variant, slowAnswers, answers, omitted, reported }) => [
				variant,
				...[
					slowAnswers.reported,
					slowAnswers.theory,
					answers.reported,
					answers.theory,
					omitted,
				].map(formatCount),
				milliseconds(reported.p999),
				milliseconds(reported.max),
			]),
		]),
	];
}

function notesPart({ failures, labels }: Instrument): string[] {
	const failed = failures.map(({ round, what, reason }) => `Round ${round}, ${what}: ${reason}`);
	return ['', ...[...failed, ...labels].flatMap((sentence) => wrap(sentence))];
}

function middle(values: readonly number[]): number {
	return median(values) as number;
}

function milliseconds(value: number): string {
	return value.toFixed(3);
}
