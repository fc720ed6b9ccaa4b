import { ownChart, type OwnChart } from '../../charts/own-reading.ts';
import { here } from '../this-build.ts';
import type { DrawnChart } from './drawn-charts.ts';

/** What a chart says of itself, so that a script can put a reader's own run into it. */
export type OwnPlace = OwnChart & {
	experiment: string;
	/** Address of the run.json behind the chart. */
	run: string;
};

type Drawn = Pick<DrawnChart, 'chart' | 'chosen' | 'context' | 'rows'>;

export function ownPlace({ chart, chosen, context, rows }: Drawn): OwnPlace {
	return {
		experiment: chart.experiment,
		run: here(`/results/data/${chosen.run.id}/run.json`),
		...ownChart(chart, context, rows),
	};
}
