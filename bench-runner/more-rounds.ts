import { z } from 'zod';
import { isNotCarried } from '../src/core/gates/not-carried.ts';
import { cells as cellsGate } from '../src/core/gates/result.ts';
import { type RandomBits, shuffle, splitMix64 } from '../src/core/statistics/random.ts';
import { enoughRounds, firstRounds } from './enough-rounds.ts';
import { readJson, writeJson } from './json-file.ts';
import { type Plan, PlanSchema, type Trial } from './plan-file.ts';
import { trialId } from './plan-trials.ts';
import type { RunFolder } from './run-folder.ts';
import type { Session } from './session.ts';
import { TrialRecordSchema } from './stages/4-load.ts';
import { JudgedWindowSchema } from './stages/6-gate.ts';
import { cellId } from './summary.ts';

/** What the gates left of a cell. */
export interface CellRounds {
	experiment: string;
	track: Trial['track'];
	/** How many of its windows passed all of them and keep their p99, which is worth a few more rounds. */
	passed: number;
	/** Those and the ones that gave up their p99. */
	kept: number;
	/** Its server does not keep up with the rate, and would not in a hundred rounds. */
	notCarried?: boolean;
}

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
		`Gates left ${lackingOf(plan, cells).length} of ${cells.length} cells fewer than ${enoughRounds(plan)} undisturbed rounds; ${more} more ${more === 1 ? 'is' : 'are'} measured.`,
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
	const wanted = Math.max(
		0,
		...lacking.map(({ passed, kept }) => enoughRounds(plan) - (passed || kept)),
	);
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
	const lost = cells.filter(({ kept, notCarried }) => kept === 0 && !notCarried);
	if (lost.length > cellsGate.limit * cells.length) return [];
	return cells
		.filter(({ experiment }) => !plan.unranked?.includes(experiment))
		.filter(({ passed, kept, notCarried }) => !notCarried && lacks(passed || kept, plan));
}

/** Of a cell that keeps no p99 in any round only the rest is asked for. */
const lacks = (rounds: number, plan: Plan) => rounds > 0 && rounds < enoughRounds(plan);

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

function readCells(folder: RunFolder, plan: Plan): CellRounds[] {
	const windows = plan.trials.flatMap((trial) => {
		if (readJson(folder.trial(trial.id), TrialRecordSchema).status === 'failed') return [];
		const judged = readJson(folder.gates(trial.id), z.array(JudgedWindowSchema));
		return judged.map(({ load, window }) => ({ trial, load, window }));
	});
	const cells = Map.groupBy(windows, ({ trial, load }) => cellId(trial, load));
	return [...cells.values()].flatMap((own) => {
		const [first] = own;
		if (!first) return [];
		const { experiment, track } = first.trial;
		const each = own.map(({ window }) => window);
		const kept = each.filter(({ failedGates }) => failedGates.length === 0);
		const passed = kept.filter(({ tailUpTo }) => tailUpTo === undefined);
		const notCarried = isNotCarried(each);
		return [{ experiment, track, passed: passed.length, kept: kept.length, notCarried }];
	});
}
