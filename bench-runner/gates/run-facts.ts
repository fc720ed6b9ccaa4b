import { existsSync } from 'node:fs';
import { neighbourShare, steal } from '../../src/core/gates/machine.ts';
import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import type { HeadRoom } from '../../src/core/schemas/head-room.ts';
import type { Neighbour } from '../../src/core/schemas/run.ts';
import { median } from '../../src/core/statistics/quantiles.ts';
import { HeadRoomsSchema } from '../head-room.ts';
import { readJson } from '../json-file.ts';
import type { Trial } from '../plan-file.ts';
import type { CoreSpeed } from '../probes/core-speed.ts';
import type { RunFolder } from '../run-folder.ts';
import { cellId } from '../summary.ts';
import { slowedReadings } from './core-speed.ts';
import type { AnyRawWindow } from '../trial.ts';

/** What one window is compared with: the rest of its run. */
export interface RunFacts {
	/** Every reading on each track, kept apart: a track with more cores reports the slowest of them, which takes longer. */
	coreSpeeds: Partial<Record<Trial['track'], CoreSpeed[]>>;
	/** Median share of time in which some thread waited, by cell; absent for cells with too few windows to have a usual one. */
	usualPressureShare: ReadonlyMap<string, number>;
	/** Most windows lost more time to the hypervisor than the gate `steal` allows. */
	isStolenFrom: boolean;
	headRooms: readonly HeadRoom[];
	/** What of this is said of the run; null where the hardware was ours most of the time. */
	neighbour: Neighbour | null;
}

const fewestWindows = 3;

export function collectRunFacts(
	folder: RunFolder,
	windows: readonly { trial: Trial; raw: AnyRawWindow; metrics: WindowMetrics }[],
): RunFacts {
	const coreSpeeds: RunFacts['coreSpeeds'] = {};
	const shares = new Map<string, number[]>();
	for (const { trial, raw, metrics } of windows) {
		(coreSpeeds[trial.track] ??= []).push(raw.coreSpeed.before, raw.coreSpeed.after);
		const id = cellId(trial, raw.load);
		const share = metrics.cpuPressureShare;
		if (share !== undefined) shares.set(id, [...(shares.get(id) ?? []), share]);
	}
	const usual = [...shares].flatMap(([id, own]) => {
		const middle = median(own);
		return own.length < fewestWindows || middle === undefined ? [] : [[id, middle] as const];
	});
	const slowed = slowedReadings(Object.values(coreSpeeds));
	const stolen = stolenWindows(windows);
	return {
		coreSpeeds,
		isStolenFrom: stolen !== undefined,
		neighbour: slowed || stolen ? { ...(slowed && { slowed }), ...(stolen && { stolen }) } : null,
		usualPressureShare: new Map(usual),
		headRooms: existsSync(folder.headRoom) ? readJson(folder.headRoom, HeadRoomsSchema) : [],
	};
}

/** Absent where at most half of them lost so much. */
function stolenWindows(windows: readonly { metrics: WindowMetrics }[]): Neighbour['stolen'] {
	const reported = windows.flatMap(({ metrics }) => metrics.stealShare ?? []);
	const count = reported.filter((share) => share > steal.limit).length;
	return count > neighbourShare * reported.length ? { count, of: reported.length } : undefined;
}
