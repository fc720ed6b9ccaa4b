import type { MeasuredCell, MetricName } from '../schemas/cell.ts';

/**
 * A metric of both cells in each round that both came through: only windows that passed every gate, and only
 * rounds in which both have the figure. A round with a partner missing says nothing about the ratio.
 */
export function pairedRounds(
	a: MeasuredCell,
	b: MeasuredCell,
	metric: MetricName,
): [number, number][] {
	const partner = passedValues(b, metric);
	return [...passedValues(a, metric)].flatMap(([round, value]): [number, number][] => {
		const other = partner.get(round);
		return other === undefined ? [] : [[value, other]];
	});
}

/** The metric in each round whose window passed every gate. */
export function passedValues(cell: MeasuredCell, metric: MetricName): Map<number, number> {
	const values = new Map<number, number>();
	for (const window of cell.windows) {
		const value = window.metrics[metric];
		if (window.failedGates.length === 0 && value !== undefined) values.set(window.round, value);
	}
	return values;
}
