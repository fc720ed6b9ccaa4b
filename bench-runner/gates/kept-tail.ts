import type { Window } from '../../src/core/schemas/cell.ts';
import type { JudgedWindow } from '../stages/6-gate.ts';
import { type AskedTail, askedTails } from './gate.ts';

/** Judges one window of which everything up to a percentile must be the server's. */
type Judge<Measured> = (window: Measured, upTo: AskedTail) => JudgedWindow;

/**
 * Judges the windows of a cell, and gives up as much of the tail as leaves enough of them.
 *
 * A generator that was late with one request in a hundred, or a hypervisor that took one per cent of the time, has spoilt p99,
 * and neither the median nor the CPU time of a request. To leave such windows out would cost a cell all that it has. So
 * p99 is given up first, and p95 next. Where that is not enough either the cell is short of rounds for another reason, and a
 * window keeps its tail or fails: but for a cell without any that does, of which some are better than none.
 */
export function judgeKeepingTail<Measured>(
	windows: readonly Measured[],
	enough: number,
	judge: Judge<Measured>,
): JudgedWindow[] {
	let judged = windows.map((one) => judge(one, askedTails[0]));
	const strict = judged;
	for (const upTo of askedTails.slice(1) as LowerTail[]) {
		if (passedOf(judged) >= enough) return judged;
		judged = windows.map((one, index) => orUpTo(judged[index], upTo, judge(one, upTo)));
	}
	return passedOf(judged) >= enough || passedOf(strict) === 0 ? judged : strict;
}

type LowerTail = Exclude<AskedTail, 99>;

/** What passed stands as it is; of the rest, what passes up to a lower percentile says up to which. */
function orUpTo(
	before: JudgedWindow | undefined,
	tailUpTo: LowerTail,
	judged: JudgedWindow,
): JudgedWindow {
	if (before && (isPassed(before) || !isPassed(judged))) return before;
	return { ...judged, window: { ...withoutTail(judged.window, tailUpTo), tailUpTo } };
}

/** A mean and a maximum have the tail in them, so they go with it. What was recorded stays with the run's working files. */
function withoutTail({ metrics, operations, ...window }: Window, upTo: number): Window {
	const kept = <Values extends object>(values: Values) =>
		Object.fromEntries(Object.entries(values).filter(([name]) => !isOfTail(name, upTo))) as Values;
	const each = operations && Object.entries(operations).map(([name, own]) => [name, kept(own)]);
	return {
		...window,
		metrics: kept(metrics),
		...(each && { operations: Object.fromEntries(each) as Window['operations'] }),
	};
}

function isOfTail(metric: string, upTo: number): boolean {
	const statistic = /^(?:latency|connect|refusal)Ms(Mean|Max|P\d+)$/.exec(metric)?.[1];
	if (statistic === undefined) return false;
	return !statistic.startsWith('P') || Number(statistic.slice(1)) > upTo;
}

const isPassed = ({ window }: JudgedWindow) => window.failedGates.length === 0;
const passedOf = (judged: readonly JudgedWindow[]) => judged.filter(isPassed).length;
