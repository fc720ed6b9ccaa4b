import { z } from 'zod';
import { type UnitCost, UnitCostSchema } from '../src/core/schemas/capacity.ts';
import type { Workload } from '../src/core/schemas/workload.ts';
import { type Catalogue, findExperiment, findWorkload } from './catalogue.ts';
import type { Plan, Trial } from './plan-file.ts';

export const UnitCostsSchema = z.array(UnitCostSchema);

/** One connection that asks without a pause: nothing waits, so the CPU time of a request is its own. */
export const unitCostConnections = 1;
/** Some hundred requests of the operation with units, and thousands of the other. */
export const unitCostSeconds = 0.5;

type Asked = Omit<UnitCost, 'cpuNs' | 'reason'> & {
	trial: Trial;
	of: NonNullable<Workload['unit']>;
};

/**
 * A trial of each subject whose workload has units of fixed work, on the fewest cores that are planned for it. None in a
 * smoke run, which proves the pipeline and no number.
 */
export function unitCostsAsked(
	{ profile, trials }: Pick<Plan, 'profile' | 'trials'>,
	catalogue: Catalogue,
): Asked[] {
	if (profile === 'smoke') return [];
	const asked = new Map<string, Asked>();
	const fewestCoresFirst = trials.toSorted((a, b) => a.track.localeCompare(b.track, 'en'));
	for (const trial of fewestCoresFirst) {
		const { experiment, implementation, variant, track } = trial;
		const { unit } = findWorkload(catalogue, findExperiment(catalogue, experiment));
		const subject = `${implementation}:${variant}`;
		const key = `${experiment} ${subject}`;
		if (!unit || asked.has(key)) continue;
		asked.set(key, { experiment, subject, track, unit: unit.name, trial, of: unit });
	}
	return [...asked.values()];
}

/** CPU time of one unit: what a request with units costs more than one without, divided by them. */
export function costOfUnit(cpuNsWith: number, cpuNsWithout: number, units: number): number {
	return Number(((cpuNsWith - cpuNsWithout) / units).toPrecision(5));
}
