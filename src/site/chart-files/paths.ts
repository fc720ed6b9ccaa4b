import { chartFile, drawnCharts, type DrawnChart } from '../data/drawn-charts.ts';

export interface ChartFileProps {
	drawn: DrawnChart;
}

let known: DrawnChart[] | undefined;

/** A file of each kind for every chart and view. */
export function chartPaths(): { params: { file: string }; props: ChartFileProps }[] {
	known ??= drawnCharts();
	return known.map((drawn) => ({
		params: { file: chartFile(drawn).replace('/charts/', '') },
		props: { drawn },
	}));
}
