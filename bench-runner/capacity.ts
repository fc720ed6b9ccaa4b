import { z } from 'zod';
import { type Capacity, CapacitySchema } from '../src/core/schemas/capacity.ts';
import type { Load, ProfileName, SendingLoad, ShareLoad } from '../src/core/schemas/experiment.ts';
import { median } from '../src/core/statistics/quantiles.ts';
import { CliError } from './error.ts';
import type { AnyTrial, Plan, Trial } from './plan-file.ts';

/**
 * How often each is asked, in one process: beside a neighbour one second of work is worth too little to hang a run on. A smoke
 * run tries the way, and nobody reads its figures.
 */
export const capacityWindows = (profile: ProfileName): number => (profile === 'smoke' ? 1 : 3);

export const CapacitiesSchema = z.array(CapacitySchema);

type Place = Omit<Capacity, 'ratePerSecond' | 'reason'>;

/** Each capacity that some planned load is a share of, with a trial of the subject that it is asked of. */
export function capacitiesAsked({ trials }: Pick<Plan, 'trials'>): (Place & { trial: Trial })[] {
	const asked = new Map<string, Place & { trial: Trial }>();
	for (const trial of trials) {
		for (const { definition } of trial.windows) {
			if (definition.kind !== 'share') continue;
			const place = placeOf(trial, definition);
			const askedOf = trials.find((one) => isAt(one, place));
			if (askedOf) asked.set(JSON.stringify(place), { ...place, trial: askedOf });
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
	const { kind: _, of, ofSubjects, share, ...rest } = declared;
	const place = placeOf(trial, declared);
	const found = findCapacity(capacities, place);
	if (found?.ratePerSecond === undefined) {
		const reason = found?.reason ?? `This run leaves ${place.subject} out.`;
		throw new CliError(
			`The capacity of ${place.subject} under "${of}" is not known, so no share of it is. ${reason}`,
		);
	}
	const isAnothers = place.subject !== subjectOf(trial);
	const capacity = { share, load: of, ...(isAnothers && { subject: place.subject }) };
	const ratePerSecond = Number((share * found.ratePerSecond).toPrecision(4));
	return { kind: 'open', ratePerSecond, capacity, ...rest };
}

/** The usual one of several windows. @throws CliError where most of them had no answer */
export function usualCapacity(ratesPerSecond: readonly number[]): number {
	const rate = median(ratesPerSecond);
	if (!rate) throw new CliError('No request was answered.');
	return Number(rate.toPrecision(4));
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

/** Where a share's capacity is asked for: the subject itself, or the one that the load names for it. */
function placeOf(trial: AnyTrial, { of, ofSubjects }: ShareLoad): Place {
	const own = subjectOf(trial);
	const { experiment, track } = trial;
	return { experiment, subject: ofSubjects?.[own] ?? own, track, load: of };
}

function isAt(trial: AnyTrial, { experiment, subject, track }: Place): boolean {
	return trial.experiment === experiment && trial.track === track && subjectOf(trial) === subject;
}

function subjectOf({ implementation, variant }: AnyTrial): string {
	return `${implementation}:${variant}`;
}
