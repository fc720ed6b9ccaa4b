import { capacitiesAsked, capacityWindows } from './capacity.ts';
import type { Catalogue } from './catalogue.ts';
import { findExperiment } from './catalogue.ts';
import { headRoomSeconds } from './head-room.ts';
import { type Plan, trialSeconds } from './plan-file.ts';
import { unitCostsAsked, unitCostSeconds } from './unit-cost.ts';

/** About how long it takes to find out what has to be known before the first trial. */
export function probingSeconds(
	catalogue: Catalogue,
	plan: Pick<Plan, 'profile' | 'trials'>,
): number {
	const capacities = capacitiesAsked(plan).map(({ trial, experiment, load }) => {
		const seconds = findExperiment(catalogue, experiment).loads[load]?.seconds;
		const windows = capacityWindows(plan.profile);
		return trialSeconds({ ...trial, windows: [] }) + windows * (seconds ?? Number.NaN);
	});
	const units = unitCostsAsked(plan, catalogue).map(
		({ trial }) => trialSeconds({ ...trial, windows: [] }) + 2 * unitCostSeconds,
	);
	return [...capacities, ...units].reduce((sum, one) => sum + one, headRoomSeconds(plan));
}
