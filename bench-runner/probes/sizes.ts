import { existsSync } from 'node:fs';
import type { Capacity, UnitCost } from '../../src/core/schemas/capacity.ts';
import type { ClosedLoad, Load } from '../../src/core/schemas/experiment.ts';
import {
	CapacitiesSchema,
	capacitiesAsked,
	capacityWindows,
	findCapacity,
	usualCapacity,
} from '../capacity.ts';
import { findExperiment } from '../catalogue.ts';
import {
	type Drive,
	type DriveContext,
	driveLoad,
	startDrive,
	stopDrive,
	warmUp,
} from '../drive.ts';
import { CliError, describeError, Interrupted, isDiskFull } from '../error.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { Plan, Trial } from '../plan-file.ts';
import { programsOf } from '../processes/system.ts';
import type { Session } from '../session.ts';
import {
	costOfUnit,
	unitCostConnections,
	unitCostsAsked,
	UnitCostsSchema,
	unitCostSeconds,
} from '../unit-cost.ts';
import { watchTrees } from './process-tree.ts';

/*
 * What the load stage has to know of a subject before the first round. A resumed run asks only what it has not asked; what
 * fails is kept with its reason.
 */

/** Asks each subject for its capacity under the closed loads that planned loads are a share of. */
export async function measureCapacities(session: Session, plan: Plan): Promise<Capacity[]> {
	const path = session.folder.capacities;
	const found = existsSync(path) ? readJson(path, CapacitiesSchema) : [];
	const asked = capacitiesAsked(plan).filter((one) => !findCapacity(found, one));
	for (const [index, { trial, ...place }] of asked.entries()) {
		session.progress.now(`capacity of ${place.subject}, ${index + 1} of ${asked.length}`);
		const definition = findExperiment(session.catalogue, place.experiment).loads[place.load];
		const measured = await tryOn({ ...session, plan, trial }, async (drive, context) => {
			if (definition?.kind !== 'closed') throw new CliError(`"${place.load}" is no closed load.`);
			return { ratePerSecond: usualCapacity(await ratesOf(context, drive, definition)) };
		});
		found.push({ ...place, ...measured });
		writeJson(path, found);
	}
	return found;
}

/** Finds out what a unit of fixed work costs in each subject, by the difference of two operations. */
export async function measureUnitCosts(session: Session, plan: Plan): Promise<UnitCost[]> {
	const path = session.folder.unitCosts;
	const found = existsSync(path) ? readJson(path, UnitCostsSchema) : [];
	const isKnown = ({ experiment, subject }: Pick<UnitCost, 'experiment' | 'subject'>) =>
		found.some((one) => one.experiment === experiment && one.subject === subject);
	for (const { trial, of, ...place } of unitCostsAsked(plan, session.catalogue)) {
		if (isKnown(place)) continue;
		session.progress.now(`cost of a unit in ${place.subject}`);
		const measured = await tryOn({ ...session, plan, trial }, async (drive, context) => {
			const without = await cpuNsPerRequest(context, drive, of.without);
			const withUnits = await cpuNsPerRequest(context, drive, of.with.operation);
			return { cpuNs: costOfUnit(withUnits, without, of.with.units) };
		});
		found.push({ ...place, ...measured });
		writeJson(path, found);
	}
	return found;
}

type Reason = { reason: string };

/** Does something with a fresh process of the trial's subject, warmed up. */
async function tryOn<Found>(
	context: DriveContext,
	ask: (drive: Drive, context: DriveContext) => Promise<Found>,
): Promise<Found | Reason> {
	try {
		const drive = await startDrive(context);
		try {
			await warmUp(context, drive);
			return await ask(drive, context);
		} finally {
			await stopDrive(drive, context.trial);
		}
	} catch (error) {
		// A full disk is no fault of the subject.
		if (error instanceof Interrupted || isDiskFull(error)) throw error;
		return { reason: describeError(error) };
	}
}

async function ratesOf(context: DriveContext, drive: Drive, load: ClosedLoad): Promise<number[]> {
	const rates: number[] = [];
	for (let seed = 0; seed < capacityWindows(context.plan.profile); seed++) {
		const window = { load, seconds: load.seconds, seed };
		const { answersInWindow, seconds } = await driveLoad(context, drive, window);
		rates.push(answersInWindow / seconds);
	}
	return rates;
}

async function cpuNsPerRequest(
	context: DriveContext,
	drive: Drive,
	operation: string,
): Promise<number> {
	const programs = [...programsOf(drive.servers).values()].flat();
	const look = watchTrees(programs.map(({ pid }) => pid));
	const before = look()?.cpuNs;
	const { counts } = await driveLoad(context, drive, {
		load: oneByOne(operation, context.trial.track),
		seconds: unitCostSeconds,
		seed: 0,
	});
	const after = look()?.cpuNs;
	if (before === undefined || after === undefined || counts.valid === 0) {
		throw new CliError(`The CPU time of "${operation}" could not be read.`);
	}
	return (after - before) / counts.valid;
}

function oneByOne(operation: string, track: Trial['track']): Load {
	const seconds = unitCostSeconds;
	return { kind: 'closed', operation, connections: unitCostConnections, seconds, tracks: [track] };
}
