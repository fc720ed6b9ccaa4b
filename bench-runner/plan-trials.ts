import { join } from 'node:path';
import { CoreTrackSchema, type Experiment } from '../src/core/schemas/experiment.ts';
import { matchesAny } from '../src/core/selection/subject-pattern.ts';
import { shuffle, splitMix64 } from '../src/core/statistics/random.ts';
import type { RunOptions } from './arguments.ts';
import { type Catalogue, findSubject } from './catalogue.ts';
import { CliError } from './error.ts';
import type { PlannedWindow, Trial } from './plan-file.ts';

/** The trials of one experiment: every entrant once a round, in shuffled order, its windows shuffled too. */
export function planTrials(
	catalogue: Catalogue,
	experiment: Experiment,
	options: RunOptions,
	tracks: readonly string[],
	seed: number,
): Trial[] {
	const profile = experiment.profiles[options.profile];
	const random = splitMix64(seed);
	const rounds = Array.from({ length: options.rounds ?? profile.rounds }, (_, index) => index + 1);
	return rounds.flatMap((round) => {
		const entrants = listEntrants(catalogue, experiment, options, tracks, profile.tracks)
			.map((entrant) => ({ ...entrant, windows: planWindows(experiment, options, entrant, false) }))
			.filter(({ windows }) => windows.length > 0);
		if (entrants.length === 0) throw noLoad(experiment, options);
		return shuffle(entrants, random).map(({ windows, ...entrant }, index) => ({
			id: trialId(experiment.id, round, index + 1),
			experiment: experiment.id,
			round,
			order: index + 1,
			...entrant,
			...(experiment.processes && { processes: experiment.processes }),
			warmupSeconds: profile.warmupSeconds,
			windows: experiment.inOrder ? windows : shuffle(windows, random),
		}));
	});
}

/** `prime/round-01-trial-12`: a folder for each experiment, in the order in which they run. */
export function trialId(experiment: string, round: number, order: number): string {
	const [first, second] = [round, order].map((number) => String(number).padStart(2, '0'));
	return join(experiment, `round-${first}-trial-${second}`);
}

function noLoad({ id }: Experiment, { only, profile }: RunOptions): CliError {
	const whom = only.join(', ') || 'this machine';
	return new CliError(`No load of "${id}" is for ${whom} in the profile "${profile}".`);
}

/** Every subject on every track it is declared for and this machine has, and the A/A twin on each track. */
function listEntrants(
	catalogue: Catalogue,
	experiment: Experiment,
	options: RunOptions,
	machineTracks: readonly string[],
	profileTracks: readonly string[] | undefined,
): Pick<Trial, 'implementation' | 'variant' | 'duplicate' | 'track' | 'startSeconds'>[] {
	const entrants = experiment.subjects
		.filter(({ id }) => matchesAny(id, options.only))
		.flatMap(({ id, tracks }) => {
			const { implementation, variant } = findSubject(catalogue, id);
			const startSeconds = implementation.variants[variant]?.startSeconds;
			// An article gave all its servers the same cores; which, its load says.
			return (options.asPublished ? CoreTrackSchema.options : tracks)
				.filter((track) => machineTracks.includes(track))
				.filter((track) => options.asPublished || !profileTracks || profileTracks.includes(track))
				.flatMap((track) => {
					const entrant = {
						implementation: implementation.id,
						variant,
						duplicate: false,
						track,
						...(startSeconds && { startSeconds }),
					};
					return id === experiment.duplicate
						? [entrant, { ...entrant, duplicate: true }]
						: [entrant];
				});
		});
	if (entrants.length > 0) return entrants;
	throw new CliError(
		`No subject of "${experiment.id}" matches ${options.only.join(', ') || 'this machine'}.`,
		`Its subjects: ${experiment.subjects.map(({ id }) => id).join(', ')}.`,
	);
}

/**
 * The loads of the profile that are for this subject and track; an article's own keep the length that it gave.
 *
 * @param instrumentedOnly those that are in no round, instead of those that are
 */
export function planWindows(
	experiment: Experiment,
	{ profile: name, asPublished }: Pick<RunOptions, 'profile' | 'asPublished'>,
	{ implementation, variant, track }: Pick<Trial, 'implementation' | 'variant' | 'track'>,
	instrumentedOnly: boolean,
): PlannedWindow[] {
	const profile = experiment.profiles[name];
	return Object.entries(experiment.loads)
		.filter(([, load]) => (load.asPublished ?? false) === asPublished)
		.filter(([, load]) => (load.instrumentedOnly ?? false) === instrumentedOnly)
		.filter(([id]) => asPublished || !profile.loads || profile.loads.includes(id))
		.filter(([, load]) => load.tracks.includes(track))
		.filter(([, load]) => !load.profiles || load.profiles.includes(name))
		.filter(([, load]) => matchesAny(`${implementation}:${variant}`, load.subjects ?? []))
		.map(([load, definition]) => {
			const isFixed = asPublished || definition.kind === 'inspection';
			const seconds = definition.seconds * (isFixed ? 1 : profile.windowScale);
			return { load, definition, seconds };
		});
}
