import type { TopLevelSpec } from 'vega-lite';
import type { Cell, MetricName } from '../core/schemas/cell.ts';
import type { Language } from '../core/schemas/implementation.ts';
import type { InternalsSummary } from '../core/schemas/internals-summary.ts';
import type { Run } from '../core/schemas/run.ts';
import type { DeclaredWorkload } from '../core/schemas/workload.ts';
import type { SubjectLabel, Tells } from '../site/data/labels.ts';
import type { Layout } from './layout.ts';

/** What a chart may draw from. */
export type ChartContext = {
	run: Run;
	/** The cells that the chart draws, in the experiment's order. */
	cells: readonly Cell[];
	/** All cells of the experiment, for the noise between a subject and its twin. */
	runCells: readonly Cell[];
	/** What the requests of the experiment are. */
	workload?: DeclaredWorkload | undefined;
	/** What runtimes and a profiler reported in windows of their own, which are in no cell. */
	internals?: readonly InternalsSummary[];
	labelOf: (subject: string) => SubjectLabel;
};

/** One line of a chart: a subject, or one subject at one load. */
export type ChartRow = {
	id: string;
	name: string;
	detail: string;
	/** Absent in a line that only heads the ones below it. */
	language?: Language;
	/** The figure in words at the end of the line, or why there is none. */
	text: string;
	value?: number;
	low?: number;
	high?: number;
	/** Of the figure, where the axis takes it from here. */
	unit?: string;
	/** The A/A twin: the same server, measured a second time. */
	twin: boolean;
	/** Within the chart's largest group of subjects that the run cannot tell apart. */
	tied?: boolean;
	failedGate: boolean;
};

/** A real table beside the picture: the same cells, exact. */
export type ChartTable = {
	columns: string[];
	rows: string[][];
	/** Of each row, the id of the row of the picture that it tells of. */
	ids?: string[];
};

/**
 * One question as a picture. A new chart is a new file and one line in `index.ts`.
 * Everything is computed from the cells: a chart holds no figure of its own.
 */
export type Chart = {
	/** The name that pages use: `<Chart question="...">`. */
	question: string;
	experiment: string;
	title: string;
	/** The metric whose noise stands under the picture. */
	metric: MetricName;
	/** False where what is drawn is no metric of a round, so that two like servers have none to differ by. */
	hasNoise?: boolean;
	/** What tells the lines of one language apart, where it is not the variant alone. */
	tells?: Tells;
	/** What its marks mean, where they are not those of lines below each other. */
	howToRead?: string;
	/** Which cells the picture and its table show. */
	draws: (cell: Cell) => boolean;
	rows: (context: ChartContext) => ChartRow[];
	/** The picture; its rows are the data set `rows`, which `render` fills in. */
	spec: (layout: Layout, rows: readonly ChartRow[]) => TopLevelSpec;
	table: (context: ChartContext) => ChartTable;
	/** Why a run of this machine class does not state these figures, in a sentence; absent or undefined where it does. */
	withheld?: (context: ChartContext) => string | undefined;
	/** What the picture shows, in a sentence with its figures; undefined when nothing was measured. */
	finding: (context: ChartContext) => string | undefined;
	/** What it shows in a word or two, where the name of its metric is not that. */
	words?: string;
	/** What else can be seen of the same cells. */
	views?: (context: ChartContext) => ChartView[];
};

/**
 * Another picture of a chart's cells: another metric, another scale, or all of a distribution. A page has links to them, and a
 * script puts them in the chart's place.
 */
export type ChartView = {
	/** In addresses, unique in the chart: `memory`. */
	name: string;
	/** Of the link: `memory`. */
	words: string;
} & (
	| { chart: Chart }
	/** Why a run of this machine class does not state it. */
	| { withheld: string }
);
