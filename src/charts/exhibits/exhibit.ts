import type { TopLevelSpec } from 'vega-lite';
import type { ChartTable } from '../chart.ts';
import type { Layout } from '../layout.ts';

/**
 * A picture of what no single run's cells show: several runs together, or figures of the instrument
 * itself. Pages name it as `<Exhibit name="...">`; `src/site/exhibits/` binds each to its data.
 */
export type Exhibit = {
	title: string;
	/** What the picture shows, in a sentence with its figures. */
	finding: string;
	/** The data set `rows` of the picture, which `render` fills in. */
	rows: readonly { id?: string }[];
	spec: (layout: Layout) => TopLevelSpec;
	table: ChartTable;
	/** How to read the marks, in a few sentences. */
	reading: string;
};
