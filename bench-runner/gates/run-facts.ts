import { existsSync } from 'node:fs';
import type { HeadRoom } from '../../src/core/schemas/head-room.ts';
import { median } from '../../src/core/statistics/quantiles.ts';
import { HeadRoomsSchema } from '../head-room.ts';
import { readJson } from '../json-file.ts';
import type { Trial } from '../plan-file.ts';
import type { CoreSpeed } from '../probes/core-speed.ts';
import type { RunFolder } from '../run-folder.ts';
import { cellId } from '../summary.ts';
import type { AnyRawWindow } from '../trial.ts';

/** What one window is compared with: the rest of its run. */
export interface RunFacts {
	/** Every reading on each track, kept apart: a track with more cores reports the slowest of them, which takes longer. */
	coreSpeeds: Partial<Record<Trial['track'], CoreSpeed[]>>;
	/** Median share of time in which some thread waited, by cell; absent for cells with too few windows to have a usual one. */
	usualPressureShare: ReadonlyMap<string, number>;
	headRooms: readonly HeadRoom[];
}

const fewestWindows = 3;

export function collectRunFacts(
	folder: RunFolder,
	windows: readonly { trial: Trial; raw: AnyRawWindow; pressureShare: number | undefined }[],
): RunFacts {
	const coreSpeeds: RunFacts['coreSpeeds'] = {};
	const shares = new Map<string, number[]>();
	for (const { trial, raw, pressureShare } of windows) {
		(coreSpeeds[trial.track] ??= []).push(raw.coreSpeed.before, raw.coreSpeed.after);
		const id = cellId(trial, raw.load);
		if (pressureShare !== undefined) shares.set(id, [...(shares.get(id) ?? []), pressureShare]);
	}
	const usual = [...shares].flatMap(([id, own]) => {
		const middle = median(own);
		return own.length < fewestWindows || middle === undefined ? [] : [[id, middle] as const];
	});
	return {
		coreSpeeds,
		usualPressureShare: new Map(usual),
		headRooms: existsSync(folder.headRoom) ? readJson(folder.headRoom, HeadRoomsSchema) : [],
	};
}
