import { z } from 'zod';
import { type Capacity, CapacitySchema } from '../src/core/schemas/capacity.ts';
import type { Load, SendingLoad } from '../src/core/schemas/experiment.ts';
import { CliError } from './error.ts';
import type { AnyTrial, Plan, Trial } from './plan-file.ts';

export const CapacitiesSchema = z.array(CapacitySchema);

type Place = Omit<Capacity, 'ratePerSecond' | 'reason'>;

/** Each capacity that some planned load is a share of, with a trial of the subject that it is asked of. */
export function capacitiesAsked({ trials }: Pick<Plan, 'trials'>): (Place & { trial: Trial })[] {
	const asked = new Map<string, Place & { trial: Trial }>();
	for (const trial of trials) {
		for (const { definition } of trial.windows) {
			if (definition.kind !== 'share') continue;
			const place = placeOf(trial, definition.of);
			asked.set(JSON.stringify(place), { ...place, trial });
		}
	}
	return [...asked.values()];
}

/**
 * A load as it is run: a share of a capacity becomes a rate.
 *
 * @throws CliError with the reason where that capacity could not be found out
 */
export function resolveLoad(
	declared: SendingLoad,
	trial: AnyTrial,
	capacities: readonly Capacity[],
): Load {
	if (declared.kind !== 'share') return declared;
	const { kind: _, of, share, ...rest } = declared;
	const found = findCapacity(capacities, placeOf(trial, of));
	if (found?.ratePerSecond === undefined) {
		const reason = found?.reason ?? 'It was not asked for.';
		throw new CliError(`The capacity under "${of}" is not known, so no share of it is. ${reason}`);
	}
	const ratePerSecond = Number((share * found.ratePerSecond).toPrecision(4));
	return { kind: 'open', ratePerSecond, capacity: { share, load: of }, ...rest };
}

export function findCapacity(
	capacities: readonly Capacity[],
	{ experiment, subject, track, load }: Place,
): Capacity | undefined {
	return capacities.find(
		(one) =>
			one.experiment === experiment &&
			one.subject === subject &&
			one.track === track &&
			one.load === load,
	);
}

function placeOf({ experiment, implementation, variant, track }: AnyTrial, load: string): Place {
	return { experiment, subject: `${implementation}:${variant}`, track, load };
}
