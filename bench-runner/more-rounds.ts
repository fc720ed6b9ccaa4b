import { z } from 'zod';
import { cells as cellsGate, rounds as roundsGate } from '../src/core/gates/result.ts';
import { type RandomBits, shuffle, splitMix64 } from '../src/core/statistics/random.ts';
import { readJson, writeJson } from './json-file.ts';
import { type Plan, PlanSchema, type Trial } from './plan-file.ts';
import { trialId } from './plan-trials.ts';
import type { RunFolder } from './run-folder.ts';
import type { Session } from './session.ts';
import { TrialRecordSchema } from './stages/4-load.ts';
import { JudgedWindowSchema } from './stages/6-gate.ts';
import { cellId } from './summary.ts';

/** What the gates left of a cell: how many of its windows passed all of them. */
export type CellRounds = { experiment: string; track: Trial['track']; passed: number };

/**
 * Plans more rounds where a run that may be published lacks some: a neighbour on a shared machine stays for minutes, and takes
 * whole rounds with it. At most as many again as were planned, so that a machine that is never quiet ends too.
 *
 * Only gates decide, never a figure, so this is no stopping at a result that pleases: what is added is judged as the rest, and
 * all that passed is kept. The whole track of an experiment runs again, because ratios are taken within a round.
 *
 * @returns whether there is more to load
 */
export function planMoreRounds({
	folder,
	catalogue: { experiments },
	progress,
}: Pick<Session, 'folder' | 'catalogue' | 'progress'>): boolean {
	const plan = readJson(folder.plan, PlanSchema);
	const cells = readCells(folder, plan);
	const added = moreTrials(plan, cells, (id) => experiments.get(id)?.inOrder === true);
	if (added.length === 0) return false;
	const rounds = Math.max(...added.map(({ round }) => round));
	const more = rounds - plan.rounds;
	progress.note(
		`Gates left ${lackingOf(plan, cells).length} of ${cells.length} cells fewer than ${enoughRounds(plan)} rounds; ${more} more ${more === 1 ? 'is' : 'are'} measured.`,
	);
	writeJson(folder.plan, {
		...plan,
		rounds,
		moreRounds: rounds - firstRounds(plan),
		trials: [...plan.trials, ...added],
	} satisfies Plan);
	return true;
}

/** The trials of the rounds to add: those of the first round, in an order of their own. */
export function moreTrials(
	plan: Plan,
	cells: readonly CellRounds[],
	keepsOrder: (experiment: string) => boolean,
): Trial[] {
	const lacking = lackingOf(plan, cells);
	const most = 2 * firstRounds(plan) - plan.rounds;
	const wanted = Math.max(0, ...lacking.map(({ passed }) => enoughRounds(plan) - passed));
	const again = plan.trials.filter(
		(trial) =>
			trial.round === 1 &&
			lacking.some(
				({ experiment, track }) => experiment === trial.experiment && track === trial.track,
			),
	);
	return Array.from(
		{ length: Math.min(most, wanted) },
		(_, index) => plan.rounds + index + 1,
	).flatMap((round) => shuffledRound(again, round, keepsOrder, splitMix64(plan.seed + round)));
}

/** A cell of which nothing passed has another fault than a neighbour, and more of the same does not mend it. */
function lackingOf(plan: Plan, cells: readonly CellRounds[]): CellRounds[] {
	if (plan.asPublished || (plan.profile !== 'standard' && plan.profile !== 'full')) return [];
	// So many are lost whatever comes that the whole run is not published.
	const lost = cells.filter(({ passed }) => passed === 0);
	if (lost.length > cellsGate.limit * cells.length) return [];
	return cells
		.filter(({ experiment }) => !plan.unranked?.includes(experiment))
		.filter(({ passed }) => passed > 0 && passed < enoughRounds(plan));
}

function shuffledRound(
	trials: readonly Trial[],
	round: number,
	keepsOrder: (experiment: string) => boolean,
	random: RandomBits,
): Trial[] {
	const byExperiment = [...Map.groupBy(trials, ({ experiment }) => experiment).values()];
	return byExperiment.flatMap((own) =>
		shuffle(own, random).map((trial, index) => ({
			...trial,
			id: trialId(trial.experiment, round, index + 1),
			round,
			order: index + 1,
			windows: keepsOrder(trial.experiment) ? trial.windows : shuffle(trial.windows, random),
		})),
	);
}

/** Who plans fewer rounds than an interval needs, by --rounds, wants no more than those. */
function enoughRounds(plan: Plan): number {
	return Math.min(roundsGate.limit, firstRounds(plan));
}

function firstRounds({ rounds, moreRounds }: Plan): number {
	return moreRounds === undefined ? rounds : rounds - moreRounds;
}

function readCells(folder: RunFolder, plan: Plan): CellRounds[] {
	const cells = new Map<string, CellRounds>();
	for (const trial of plan.trials) {
		if (readJson(folder.trial(trial.id), TrialRecordSchema).status === 'failed') continue;
		for (const { load, window } of readJson(folder.gates(trial.id), z.array(JudgedWindowSchema))) {
			const { experiment, track } = trial;
			const cell = cells.get(cellId(trial, load)) ?? { experiment, track, passed: 0 };
			if (window.failedGates.length === 0) cell.passed += 1;
			cells.set(cellId(trial, load), cell);
		}
	}
	return [...cells.values()];
}
