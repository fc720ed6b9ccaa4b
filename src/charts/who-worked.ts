import type { Cell, MetricName } from '../core/schemas/cell.ts';
import type { ChartContext } from './chart.ts';
import { span } from './words.ts';

/** How many cores each of the three kept busy in the windows drawn, so that nobody takes a database's limit for a server's. */
export function whoWorked({ cells }: Pick<ChartContext, 'cells'>): string | undefined {
	const parts = [
		['PostgreSQL', 'databaseCoresUsed'],
		['the servers', 'serverCoresUsed'],
		['the load generator', 'generatorCoresUsed'],
	] as const;
	const said = parts.flatMap(([name, metric]) => {
		const medians = mediansOf(cells, metric);
		return medians.length === 0 ? [] : [`${name} ${span(medians)}`];
	});
	return said.length < parts.length ? undefined : `Cores in use: ${said.join(', ')}.`;
}

function mediansOf(cells: readonly Cell[], metric: MetricName): number[] {
	return cells.flatMap((cell) =>
		cell.status === 'measured' ? (cell.summary[metric]?.median ?? []) : [],
	);
}
