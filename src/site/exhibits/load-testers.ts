import type { ChartTable } from '../../charts/chart.ts';
import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import {
	correctionWords,
	modeWords,
	reportedRows,
	type Reported,
	type Statistic,
	type Unreported,
} from '../../charts/exhibits/reported-rows.ts';
import { reportedSpec } from '../../charts/exhibits/reported-spec.ts';
import { listed } from '../../charts/words.ts';
import { formatNumber } from '../../core/format.ts';
import { againstTruth, type AgainstTruth } from '../data/load-testers.ts';

/** How near a reported p99 must be to the true one to be called right. */
const NEAR = 0.1;

/** What do load generators report of a server that stops for one second in ten? */
export function loadTesters(): Exhibit | undefined {
	const found = againstTruth('stall');
	return (
		found && exhibitOf(found, 'p99', 'A server that answers at once, but for one second in ten')
	);
}

/** And of one that answers every request after the same time? */
export function loadTestersDelay(): Exhibit | undefined {
	const found = againstTruth('delay-50ms');
	return found && exhibitOf(found, 'p50', 'A server that answers every request after 50 ms');
}

function exhibitOf(found: AgainstTruth, statistic: Statistic, title: string): Exhibit {
	const rows = reportedRows(found.all, statistic, (ms) => `${milliseconds(ms)}\u00a0ms`);
	const ms = found.truth[`${statistic}Ms`];
	const isMarked = found.reported.some(({ failedGates }) => failedGates.length > 0);
	const marked = isMarked
		? ' × marks what did not pass every gate of ours: the table says which. What a tool printed stands all the same where only the tool was late, too slow or left requests out, or the core was slow; ours is treated alike.'
		: '';
	return {
		title,
		finding: finding(found, statistic),
		rows,
		spec: (layout) => reportedSpec(layout, rows, { statistic, ms }),
		table: table(found, statistic),
		reading: `A hollow mark is the p50 that the tool printed, a filled one its p99, a tick its maximum: medians over the rounds. The red line is the ${statistic} of requests that fall due evenly and are timed from when they are due, computed from what the server declares. A reported 0 stands at the left end.${marked}`,
	};
}

function finding({ reported, truth }: AgainstTruth, statistic: Statistic): string {
	const value = (one: Reported) => one[`${statistic}Ms`];
	const trueMs = truth[`${statistic}Ms`];
	const off = (one: Reported) => value(one) / trueMs - 1;
	const near = reported.filter((one) => Math.abs(off(one)) <= NEAR);
	const below = reported.filter((one) => off(one) < -NEAR);
	const above = reported.filter((one) => off(one) > NEAR);
	const extreme = (group: readonly Reported[], pick: (...values: number[]) => number) =>
		`${milliseconds(pick(...group.map(value)))}\u00a0ms`;
	const others = [
		...(below.length > 0 ? [`${reports(below)} less, down to ${extreme(below, Math.min)}`] : []),
		...(above.length > 0 ? [`${reports(above)} more, up to ${extreme(above, Math.max)}`] : []),
	];
	const parts = [nearWords(near, reported.length), ...others].join('; ');
	const invented = statistic === 'p99' ? inventedWords(near, truth) : '';
	return `The true ${statistic} is ${milliseconds(trueMs)}\u00a0ms. ${parts}.${invented}`;
}

function reports(group: readonly Reported[]): string {
	return group.length === 1 ? 'one reports' : `${group.length} report`;
}

function nearWords(near: readonly Reported[], of: number): string {
	if (near.length === 0) return `Of ${of} ways to ask, none comes within a tenth of it`;
	const come = near.length === 1 ? 'one comes' : `${near.length} come`;
	return `Of ${of} ways to ask, ${come} within a tenth of it: ${listed(near.map(nameOf))}`;
}

/** A correction may hit the p99 and miss everything else. */
function inventedWords(near: readonly Reported[], truth: AgainstTruth['truth']): string {
	const invented = near.filter(({ p50Ms }) => p50Ms > truth.p50Ms + NEAR * truth.p99Ms);
	if (invented.length === 0) return '';
	const words = invented.map(
		(one) => `${nameOf(one)} at the price of a p50 of ${milliseconds(one.p50Ms)}\u00a0ms`,
	);
	const truly = truth.p50Ms === 0 ? 'nothing' : `${milliseconds(truth.p50Ms)}\u00a0ms`;
	return ` But ${listed(words)}, where the truth is ${truly}.`;
}

/** `oha, 1,000 a second, answered or not, corrected` shortened to what tells it apart in a sentence. */
function nameOf(one: Reported): string {
	const mode = one.load.kind === 'open' ? 'at a rate' : 'closed';
	return [one.tool, mode, correctionWords(one)].filter((word) => word !== '').join(' ');
}

function table({ all, truth }: AgainstTruth, statistic: Statistic): ChartTable {
	const columns = [
		'Tool',
		'How it asks',
		'Correction',
		'p50, ms',
		'p99, ms',
		'Max, ms',
		`${statistic} off by`,
		'Gates not passed',
	];
	const line = (one: Reported | Unreported) => {
		const place = [one.tool, modeWords(one.load), correctionWords(one) || 'none'];
		if ('why' in one) return [...place, one.why, '', '', '', ''];
		const figures = [one.p50Ms, one.p99Ms, one.maxMs].map(milliseconds);
		const off = one[`${statistic}Ms`] / truth[`${statistic}Ms`] - 1;
		const gates = one.failedGates.join(', ') || 'none';
		return [...place, ...figures, `${formatNumber(off * 100, 2)} %`, gates];
	};
	const { p50Ms, p99Ms, maxMs } = truth;
	const truly = ['truth', 'when due', '', ...[p50Ms, p99Ms, maxMs].map(milliseconds), '', ''];
	return { columns, ids: ['truth', ...all.map(({ id }) => id)], rows: [truly, ...all.map(line)] };
}

function milliseconds(ms: number): string {
	return formatNumber(ms, ms >= 100 ? 4 : 2);
}
