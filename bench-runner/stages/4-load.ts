import { existsSync } from 'node:fs';
import { z } from 'zod';
import { percent } from '../../src/core/gates/description.ts';
import { describeError, Interrupted, isDiskFull } from '../error.ts';
import { readJson, writeJson } from '../json-file.ts';
import { allTrials, type AnyTrial, type Plan, PlanSchema } from '../plan-file.ts';
import { keepAwake } from '../processes/keep-awake.ts';
import { pinRunner } from '../processes/pin-runner.ts';
import { measureHeadRoom } from '../probes/head-room.ts';
import { measureCoreSpeed } from '../probes/core-speed.ts';
import { changesOfMachine } from '../probes/machine.ts';
import { waitForOwnCore } from '../probes/neighbour.ts';
import { waitForQuiet } from '../probes/quiet.ts';
import { measureCapacities, measureUnitCosts } from '../probes/sizes.ts';
import { startCountdown } from '../progress.ts';
import type { RunFolder } from '../run-folder.ts';
import { readSession, recordSession, type Session } from '../session.ts';
import { runTrial, type TrialContext } from '../trial.ts';
import { findBuildFailure } from './2-build.ts';
import { describeFailures, VerificationSchema } from './3-verify.ts';

export const TrialRecordSchema = z.strictObject({
	id: z.string(),
	status: z.enum(['measured', 'failed']),
	failure: z
		.strictObject({ stage: z.enum(['build', 'verify', 'load']), reason: z.string() })
		.optional(),
	startedAt: z.iso.datetime(),
	/** Reasons of earlier attempts, when a resumed run tried a failed trial again. */
	earlierFailures: z.array(z.string()),
});

export type TrialRecord = z.infer<typeof TrialRecordSchema>;

/** Where and why a trial failed, as it is published. */
export function failureOf(record: TrialRecord | undefined): NonNullable<TrialRecord['failure']> {
	return record?.failure ?? { stage: 'load', reason: 'No reason was recorded.' };
}

/** Runs each trial that has no good record yet, in the planned order. A failed one is a result with its reason. */
export async function load(session: Session): Promise<void> {
	const plan = readJson(session.folder.plan, PlanSchema);
	session.progress.stage('Load');
	const letSleep = keepAwake(plan.layouts);
	const releaseRunner = pinRunner(plan.layouts);
	try {
		await runTrials(session, plan);
	} finally {
		releaseRunner();
		letSleep();
	}
	recordSession(session.folder, {
		endedAt: new Date().toISOString(),
		machineChanges: changesOfMachine(plan.machine),
		...session.services.descriptions(),
	});
}

async function runTrials(session: Session, plan: Plan): Promise<void> {
	const { folder, progress } = session;
	// A smoke run proves the pipeline, not a number; it need not wait.
	if (plan.profile !== 'smoke') await labelBusyMachine(session, plan);
	await measureHeadRoom(session, plan);
	await measureUnitCosts(session, plan);
	const capacities = await measureCapacities(session, plan);
	const countdown = startCountdown(plan, (trial) => isMeasured(folder, trial));
	for (const trial of allTrials(plan).filter((one) => !isMeasured(folder, one))) {
		const path = folder.trial(trial.id);
		const earlier = existsSync(path) ? readJson(path, TrialRecordSchema) : undefined;
		const report = (phase: string) => progress.now(countdown.line(trial, phase));
		const context: TrialContext = { ...session, plan, trial, capacities, report };
		const startedAt = new Date().toISOString();
		const failure = earlierStageFailure(session, trial) ?? (await tryTrial(context));
		if (failure) progress.note(`${trial.id} failed: ${failure.reason}`);
		writeJson(path, {
			id: trial.id,
			status: failure ? 'failed' : 'measured',
			failure,
			startedAt,
			earlierFailures: earlier
				? [...earlier.earlierFailures, earlier.failure?.reason ?? 'no reason was recorded']
				: [],
		} satisfies z.input<typeof TrialRecordSchema>);
		countdown.finish(trial);
	}
}

function isMeasured(folder: RunFolder, trial: AnyTrial): boolean {
	const path = folder.trial(trial.id);
	return existsSync(path) && readJson(path, TrialRecordSchema).status === 'measured';
}

async function labelBusyMachine(session: Session, plan: Plan): Promise<void> {
	const { folder, progress, signal, root } = session;
	const busy = await waitForQuiet((cores) => {
		progress.now(`waiting for a quiet machine (others use ${cores.toFixed(2)} cores)`);
	}, signal);
	const cpus = plan.layouts.find(({ pinned }) => pinned)?.serverCpus;
	// Beside a neighbour less can be told apart, but one that stays for a minute often stays for an hour.
	const patienceSeconds = plan.profile === 'quick' ? 0 : 60;
	await waitForOwnCore(
		() => measureCoreSpeed(root, cpus),
		patienceSeconds,
		(share) => progress.now(`waiting for a core of its own (disturbed ${percent(share)})`),
		signal,
	);
	if (busy === undefined) return;
	progress.note(`This run is labelled: ${busy}.`);
	recordSession(folder, { labels: [...readSession(folder).labels, busy] });
}

function earlierStageFailure(
	{ folder, catalogue }: Session,
	trial: AnyTrial,
): TrialRecord['failure'] {
	const subject = `${trial.implementation}:${trial.variant}`;
	const built = findBuildFailure(folder, catalogue, subject);
	if (built) return { stage: 'build', reason: built };
	const reason = describeFailures(readJson(folder.verify(subject), VerificationSchema));
	return reason === undefined ? undefined : { stage: 'verify', reason };
}

async function tryTrial(context: TrialContext): Promise<TrialRecord['failure']> {
	try {
		await runTrial(context);
		return undefined;
	} catch (error) {
		// A full disk is no fault of the subject: the trial stays open, for a resumed run to try.
		if (error instanceof Interrupted || isDiskFull(error)) throw error;
		return { stage: 'load', reason: describeError(error) };
	}
}
