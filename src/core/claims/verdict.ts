import type { Cell } from '../schemas/cell.ts';
import type { Test, VerdictName } from '../schemas/claim.ts';
import type { InternalsSummary } from '../schemas/internals-summary.ts';
import type { Run } from '../schemas/run.ts';

/** One of our figures that stands beside a claim, in the unit of its metric and as text. */
export type OurFigure = {
	/** Whose it is, e.g. `go/net-http:single at capacity-n20000 on 1`. */
	label: string;
	value: number;
	low?: number;
	high?: number;
	/** `11.9 ms of CPU a request (11.5 to 12.1)`. */
	text: string;
};

export type Verdict = {
	verdict: VerdictName;
	/** Complete sentences, with their figures. */
	reason: string;
	figures: OurFigure[];
};

/** The run that a page shows for the claim's experiment, and that experiment's cells. */
export type ClaimContext = {
	/** Absent until the experiment has a run that may be shown. */
	run: Run | undefined;
	/** Why gates refused its newest run, where it has been run and none may be shown. */
	refusal?: string;
	cells: readonly Cell[];
	/** What runtimes reported of themselves in that run. */
	internals?: readonly InternalsSummary[];
};

export type TestOf<Kind extends Test['kind']> = Extract<Test, { kind: Kind }>;

/** Decides claims of one kind; pure. */
export type Rule<Kind extends Test['kind']> = (
	test: TestOf<Kind>,
	context: ClaimContext,
) => Verdict;
