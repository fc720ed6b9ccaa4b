import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Cell, CellSchema } from '../../src/core/schemas/cell.ts';
import { GeneratorIdSchema } from '../../src/core/schemas/generator.ts';
import { InternalsSummarySchema } from '../../src/core/schemas/internals-summary.ts';
import {
	type Neighbour,
	NeighbourSchema,
	type Run,
	RunSchema,
} from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { judgeRun } from '../gates/run.ts';
import { HeadRoomsSchema } from '../head-room.ts';
import { summariseInternals } from '../internals/summarise.ts';
import { isInspection } from '../inspections/raw-inspection.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { RunFolder } from '../run-folder.ts';
import { findGenerator } from '../load-generators/index.ts';
import { readSession, type SessionRecord } from '../session.ts';
import { CapacitiesSchema } from '../capacity.ts';
import { cellId, summariseCell } from '../summary.ts';
import { UnitCostsSchema } from '../unit-cost.ts';
import { PlanSchema, type Plan, subjectOfTrial, type Trial } from '../plan-file.ts';
import { BuildSchema } from './2-build.ts';
import { AnyRawWindowSchema } from '../trial.ts';
import { failureOf, type TrialRecord, TrialRecordSchema } from './4-load.ts';
import { JudgedWindowSchema } from './6-gate.ts';

/**
 * Makes run.json and one file a cell from the judged windows, as they would be published.
 *
 * @param judgedBy the commit whose gates judged, where that is not for certain the run's own
 */
export function summarise(folder: RunFolder, judgedBy?: string): Run {
	const plan = readJson(folder.plan, PlanSchema);
	const records = new Map(
		plan.trials.map((trial) => [trial.id, readJson(folder.trial(trial.id), TrialRecordSchema)]),
	);
	rmSync(folder.summary, { recursive: true, force: true });
	const cells = groupIntoCells(plan).map((group) => makeCell(folder, plan, group, records));
	for (const cell of cells) {
		writeJson(join(folder.summary, `${cell.id}.json`), CellSchema.parse(cell));
	}
	const { summaries, ...instrumented } = summariseInternals(folder, plan);
	for (const summary of summaries) {
		writeJson(join(folder.summary, `${summary.id}.json`), InternalsSummarySchema.parse(summary));
	}
	const made = { ...makeRun(folder, plan, records, cells), ...instrumented };
	const isAgain = judgedBy !== undefined && judgedBy !== plan.commit;
	const again = isAgain ? [`judged again by the gates of commit ${judgedBy.slice(0, 7)}`] : [];
	const run = { ...made, labels: [...made.labels, ...again] };
	// Last, because its presence says that the summary is complete.
	writeJson(join(folder.summary, 'run.json'), RunSchema.parse(run));
	return run;
}

/** One subject under one load on one track, with the trials that hold its windows. */
export interface CellGroup {
	id: string;
	load: string;
	trials: Trial[];
}

function groupIntoCells(plan: Plan): CellGroup[] {
	const groups = new Map<string, CellGroup>();
	for (const trial of plan.trials) {
		for (const { load } of trial.windows) {
			const id = cellId(trial, load);
			const group = groups.get(id) ?? { id, load, trials: [] };
			group.trials.push(trial);
			groups.set(id, group);
		}
	}
	return [...groups.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'));
}

function makeCell(
	folder: RunFolder,
	plan: Plan,
	group: CellGroup,
	records: ReadonlyMap<string, TrialRecord>,
): Cell {
	const measured = group.trials.filter((trial) => records.get(trial.id)?.status === 'measured');
	const windows = measured.flatMap((trial) => {
		const judged = readJson(folder.gates(trial.id), z.array(JudgedWindowSchema));
		const own = judged.find(({ load }) => load === group.load);
		if (!own) return [];
		const raw = readJson(folder.window(trial.id, group.load), AnyRawWindowSchema);
		const { definition } = raw;
		return [{ ...own, definition, ...(!isInspection(raw) && { result: raw.result }) }];
	});
	const failures = group.trials.flatMap((trial) => records.get(trial.id)?.failure ?? []);
	return summariseCell(plan, group, windows, failures);
}

function makeRun(
	folder: RunFolder,
	plan: Plan,
	records: ReadonlyMap<string, TrialRecord>,
	cells: readonly Cell[],
): Run {
	const session = readSession(folder);
	const pacer = session.tools?.pacer;
	if (session.endedAt === undefined || !pacer) {
		throw new CliError(`Run ${plan.id} has not ended.`, 'Take it up again with --resume.');
	}
	const failed = plan.trials.filter((trial) => records.get(trial.id)?.status === 'failed');
	const neighbour = readJson(folder.neighbour, NeighbourSchema.nullable());
	return {
		schema: 1,
		id: plan.id,
		experiments: plan.experiments,
		profile: plan.profile,
		...(plan.asPublished && { asPublished: true as const }),
		startedAt: session.startedAt,
		endedAt: session.endedAt,
		resumedAt: session.resumedAt,
		commit: plan.commit,
		dirty: plan.dirty,
		...(plan.repository === undefined ? {} : { repository: plan.repository }),
		...(plan.workflowRun === undefined ? {} : { workflowRun: plan.workflowRun }),
		seed: plan.seed,
		rounds: plan.rounds,
		...(plan.moreRounds && { moreRounds: plan.moreRounds }),
		machine: plan.machine,
		layouts: plan.layouts,
		generator: { id: 'pacer', version: pacer.version },
		...describeGenerators(session),
		...readHeadRoom(folder),
		...readSizes(folder),
		...(session.postgres && { postgres: session.postgres }),
		...(session.origin && { origin: session.origin }),
		runnerNode: process.version,
		implementations: describeImplementations(folder),
		order: Array.from({ length: plan.rounds }, (_, index) => orderOfRound(plan, index + 1)),
		trials: {
			planned: plan.trials.length,
			measured: plan.trials.length - failed.length,
			failed: failed.length,
		},
		failures: failed.map((trial) => ({
			round: trial.round,
			subject: subjectOfTrial(trial),
			track: trial.track,
			...failureOf(records.get(trial.id)),
		})),
		gates: judgeRun({
			plan,
			cells,
			...(session.machineChanges && { machineChanges: session.machineChanges }),
		}),
		...(neighbour && { neighbour }),
		labels: [
			...plan.labels,
			...session.labels,
			...(neighbour ? [neighbourLabel(neighbour)] : []),
			...(plan.profile === 'smoke' || plan.profile === 'quick'
				? [`a ${plan.profile} run: a first look, never published`]
				: []),
		],
	};
}

function neighbourLabel({ slowed, stolen }: Neighbour): string {
	const deeds = [
		...(slowed ? [`slowed the server’s core in ${slowed.count} of ${slowed.of} readings`] : []),
		...(stolen ? [`took time from ${stolen.count} of ${stolen.of} windows`] : []),
	];
	return `beside a neighbour that ${deeds.join(' and ')}`;
}

/** Absent where no load names a generator. */
function describeGenerators({ tools = {} }: SessionRecord): Pick<Run, 'generators'> {
	const ids = GeneratorIdSchema.options.filter((id) => tools[id]);
	if (ids.every((id) => id === 'pacer')) return {};
	const described = ids.flatMap((id) => {
		const tool = tools[id];
		const { capabilities } = findGenerator(id);
		return tool ? [[id, { version: tool.version, capabilities }] as const] : [];
	});
	return { generators: Object.fromEntries(described) };
}

/** Absent in a smoke run, which does not ask. */
function readHeadRoom({ headRoom }: RunFolder): Pick<Run, 'headRoom'> {
	return existsSync(headRoom) ? { headRoom: readJson(headRoom, HeadRoomsSchema) } : {};
}

/** Absent where no load is a share of a capacity, or no workload has units. */
function readSizes({ capacities, unitCosts }: RunFolder): Pick<Run, 'capacities' | 'unitCosts'> {
	return {
		...(existsSync(capacities) && { capacities: readJson(capacities, CapacitiesSchema) }),
		...(existsSync(unitCosts) && { unitCosts: readJson(unitCosts, UnitCostsSchema) }),
	};
}

/** Of each program that ran, the parts of systems too, which no trial names. */
function describeImplementations({ builds }: RunFolder): Run['implementations'] {
	const all = readdirSync(builds).map((name) => readJson(join(builds, name), BuildSchema));
	return Object.fromEntries(
		all
			.sort((a, b) => a.implementation.localeCompare(b.implementation, 'en'))
			.map(({ implementation, failure, ...built }) => {
				const reason = failure && { failure: { stage: 'build' as const, reason: failure } };
				return [implementation, { ...built, ...reason }];
			}),
	);
}

function orderOfRound(plan: Plan, round: number): string[] {
	return plan.trials
		.filter((trial) => trial.round === round)
		.sort((a, b) => a.order - b.order)
		.map((trial) => `${trial.track}: ${subjectOfTrial(trial)}`);
}
