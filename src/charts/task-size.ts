import { operationsOf } from '../core/operations-of.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';

/** The units of work that the cell's requests ask for: 5 of the operation `u5`. */
export function unitsOf({ loadDefinition }: Cell): number {
	return Number(operationsOf(loadDefinition)[0]?.id.slice(1));
}

/** How long one request of the cell computes: in milliseconds where the run knows what a unit costs each subject, else in units. */
export function sizeOf(cell: Cell, context: ChartContext): number {
	const nanoseconds = unitCosts(context)?.get(subjectOf(cell));
	return nanoseconds === undefined ? unitsOf(cell) : (unitsOf(cell) * nanoseconds) / 1e6;
}

export function sizeUnit(context: ChartContext): 'ms' | 'units' {
	return unitCosts(context) ? 'ms' : 'units';
}

/** Nanoseconds a unit, of each subject on one core; one axis cannot hold both units, so all subjects or none. */
function unitCosts({ run, cells }: ChartContext): Map<string, number> | undefined {
	const known = (run.unitCosts ?? []).flatMap(({ experiment, subject, track, cpuNs }) =>
		experiment === cells[0]?.experiment && track === '1' && cpuNs !== undefined
			? [[subject, cpuNs] as const]
			: [],
	);
	const costs = new Map(known);
	return cells.every((cell) => costs.has(subjectOf(cell))) ? costs : undefined;
}
