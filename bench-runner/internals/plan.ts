import type { Experiment, ProfileName } from '../../src/core/schemas/experiment.ts';
import { shuffle, splitMix64 } from '../../src/core/statistics/random.ts';
import { CliError } from '../error.ts';
import type { InstrumentedTrial, Trial } from '../plan-file.ts';
import { planWindows } from '../plan-trials.ts';

/** A smoke run proves the pipeline in seconds, and no figure of it is looked at. */
const usualProfiles: readonly ProfileName[] = ['quick', 'standard', 'full'];

/**
 * One trial more for each subject and track that the rounds give one of the experiment's instrumented loads, in shuffled
 * order, with those of these loads that are in no round. Taken from the first round, so that whatever leaves a load or a subject out of the rounds leaves it out here, and so
 * that every capacity and head-room that it needs has been asked for. Not its twin: nothing is compared.
 *
 * @throws CliError which names a load that the experiment does not have
 */
export function planInstrumentedTrials(
	experiment: Experiment,
	profile: ProfileName,
	trials: readonly Trial[],
	seed: number,
): InstrumentedTrial[] {
	const { id, instrumented, inOrder, loads: declared } = experiment;
	const { loads, profiles = usualProfiles, profiled } = instrumented ?? { loads: [] };
	const unknown = loads.find((load) => !declared[load]);
	if (unknown !== undefined) {
		throw new CliError(
			`Experiment "${id}" instruments the load "${unknown}", which it does not have.`,
			`It has: ${Object.keys(declared).join(', ')}.`,
		);
	}
	if (!profiles.includes(profile)) return [];
	// A seed of its own, so that the rounds are shuffled as if there were no such trials.
	const random = splitMix64(seed + 1);
	const chosen = trials
		.filter((trial) => trial.experiment === id && trial.round === 1 && !trial.duplicate)
		.map((trial) => ({
			...trial,
			windows: [
				...trial.windows,
				...planWindows(experiment, { profile, asPublished: false }, trial, true),
			].filter(({ load }) => loads.includes(load)),
		}))
		.filter(({ windows }) => windows.length > 0);
	return shuffle(chosen, random).map(
		({ round: _r, order: _o, duplicate: _d, ...trial }, index) => ({
			...trial,
			id: `${id}/instrumented-trial-${String(index + 1).padStart(2, '0')}`,
			windows: inOrder ? trial.windows : shuffle(trial.windows, random),
			instrumented: true,
			...(profiled && { profiled }),
		}),
	);
}
