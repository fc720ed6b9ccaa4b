import type { JudgedWindow } from '../stages/6-gate.ts';
import { type AskedTail, askedTails } from './gate.ts';

/** Judges one window of which everything up to a percentile must be the server's. */
type Judge<Measured> = (window: Measured, upTo: AskedTail) => JudgedWindow;

/**
 * Judges the windows of a cell, and gives up as much of the tail as leaves enough of them.
 *
 * A generator that was late with one request in a hundred, or a hypervisor that took one per cent of the time, has spoilt p99,
 * and neither the median nor the CPU time of a request. To leave such windows out would cost a cell all that it has. So
 * p99 is given up first, and p95 next; where that does not leave enough either the cell is short of rounds for another reason and
 * is judged as any.
 */
export function judgeKeepingTail<Measured>(
	windows: readonly Measured[],
	enough: number,
	judge: Judge<Measured>,
): JudgedWindow[] {
	let judged = windows.map((one) => judge(one, askedTails[0]));
	const strict = judged;
	for (const upTo of askedTails.slice(1) as LowerTail[]) {
		if (judged.filter(isPassed).length >= enough) return judged;
		judged = windows.map((one, index) => orUpTo(judged[index], upTo, judge(one, upTo)));
	}
	return judged.filter(isPassed).length >= enough ? judged : strict;
}

type LowerTail = Exclude<AskedTail, 99>;

/** What passed stands as it is; of the rest, what passes up to a lower percentile says up to which. */
function orUpTo(
	before: JudgedWindow | undefined,
	tailUpTo: LowerTail,
	judged: JudgedWindow,
): JudgedWindow {
	if (before && (isPassed(before) || !isPassed(judged))) return before;
	return { ...judged, window: { ...judged.window, tailUpTo } };
}

const isPassed = ({ window }: JudgedWindow) => window.failedGates.length === 0;
