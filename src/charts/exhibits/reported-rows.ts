import { formatNumber } from '../../core/format.ts';
import type { DeclaredLoad } from '../../core/schemas/experiment.ts';
import type { Capabilities } from '../../core/schemas/generator.ts';

/** What a load generator reported of a server whose truth is known, in milliseconds. */
export type Reported = {
	/** The load's name, unique in the picture. */
	id: string;
	tool: string;
	load: DeclaredLoad;
	/** Absent for a run that does not say. */
	capabilities?: Capabilities | undefined;
	p50Ms: number;
	p99Ms: number;
	maxMs: number;
	/** Gates that the cell did not pass; what the tool printed stands, with a mark. */
	failedGates: readonly string[];
};

/** Which figure the picture is about. */
export type Statistic = 'p50' | 'p99';

/** A load whose figures were left out by a gate, or that failed: it keeps its line and says so. */
export type Unreported = Pick<Reported, 'id' | 'tool' | 'load' | 'capabilities'> & { why: string };

export type ReportedLine = {
	kind: 'line';
	id: string;
	name: string;
	detail: string;
	text: string;
	/** Absent where there is no figure. */
	p50?: number;
	p99?: number;
	max?: number;
};
export type ReportedHeading = { kind: 'heading'; id: string; name: string; text: string };
export type ReportedRow = ReportedLine | ReportedHeading;

/** Lines under a heading for each way to ask, in the order of the loads. */
export function reportedRows(
	reported: readonly (Reported | Unreported)[],
	statistic: Statistic,
	words: (ms: number) => string,
): ReportedRow[] {
	const byMode = Map.groupBy(reported, ({ load }) => modeWords(load));
	return [...byMode].flatMap(([mode, own]): ReportedRow[] => [
		{ kind: 'heading', id: mode, name: mode, text: statistic },
		...own.map((one): ReportedLine => {
			const { id, tool: name } = one;
			const correction = correctionWords(one);
			const line = { kind: 'line', id, name, detail: correction } as const;
			if ('why' in one) return { ...line, text: one.why };
			const isMarked = one.failedGates.length > 0;
			const detail = isMarked ? `${correction} ×`.trimStart() : correction;
			const { p50Ms: p50, p99Ms: p99, maxMs: max } = one;
			return { ...line, detail, text: words(one[`${statistic}Ms`]), p50, p99, max };
		}),
	]);
}

/** When a request is sent, in words. */
export function modeWords(load: DeclaredLoad): string {
	if (load.kind === 'share')
		return `${formatNumber(load.share * 100)} % of capacity, answered or not`;
	if (load.kind === 'open') return `${formatNumber(load.ratePerSecond)}/s, answered or not`;
	if (load.kind === 'inspection') return 'Nothing is sent';
	const ceiling = load.ratePerSecondMax;
	const waits = 'After the answer';
	return ceiling === undefined ? waits : `${waits}, ${formatNumber(ceiling)}/s at most`;
}

/** `corrected`, `uncorrected`, or nothing where the tool corrects nothing under such a load. */
export function correctionWords({ load, capabilities }: Pick<Reported, 'load' | 'capabilities'>) {
	const correction = capabilities?.correction;
	if (correction === undefined) return '';
	// Those that can be switched need a rate to correct by.
	const needsRate = correction.canSwitch;
	const hasRate = load.kind !== 'closed' || load.ratePerSecondMax !== undefined;
	if (needsRate && !hasRate) return '';
	return (load.correction ?? correction.default) === 'on' ? 'corrected' : 'uncorrected';
}
