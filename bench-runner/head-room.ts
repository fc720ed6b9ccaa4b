import { z } from 'zod';
import { operationsOf } from '../src/core/operations-of.ts';
import type { DeclaredLoad, SendingLoad } from '../src/core/schemas/experiment.ts';
import { type HeadRoom, HeadRoomSchema } from '../src/core/schemas/head-room.ts';
import { findGenerator } from './load-generators/index.ts';
import type { Plan, Trial } from './plan-file.ts';

/** One second against a server that does nothing shows what a generator can do; starting and stopping both take the rest. */
export const headRoomWindowSeconds = 1;
const headRoomProbeSeconds = headRoomWindowSeconds + 0.4;

export const HeadRoomsSchema = z.array(HeadRoomSchema);

/** Where a generator's limit is asked for: everything that it depends on but the server. */
export type HeadRoomProbe = Omit<HeadRoom, 'ratePerSecond' | 'reason'> & {
	definition: SendingLoad;
};

/**
 * One probe for each way in which the planned loads differ that could move the generator's limit: core track, generator,
 * connections, request. None in a smoke run, which proves the pipeline and no number; none for an article's own command,
 * which is run as it stands whatever its tool can do; none for WebSockets.
 */
export function headRoomProbes({
	profile,
	trials,
}: Pick<Plan, 'profile' | 'trials'>): HeadRoomProbe[] {
	if (profile === 'smoke') return [];
	const probes = new Map<string, HeadRoomProbe>();
	for (const trial of trials) {
		for (const { definition } of trial.windows) {
			if (definition.kind === 'inspection' || definition.asPublished) continue;
			// The server that does nothing speaks HTTP.
			if (findGenerator(definition.generator).capabilities.speaks) continue;
			const place = placeOf(trial, definition);
			probes.set(JSON.stringify(place), { ...place, definition });
		}
	}
	return [...probes.values()];
}

/** About how long the probes take together. */
export function headRoomSeconds(plan: Pick<Plan, 'profile' | 'trials'>): number {
	return headRoomProbes(plan).length * headRoomProbeSeconds;
}

/** What was found for a load; absent where it was not asked for. */
export function findHeadRoom(
	found: readonly HeadRoom[],
	trial: Pick<Trial, 'experiment' | 'track'>,
	definition: DeclaredLoad,
): HeadRoom | undefined {
	if (definition.kind === 'inspection' || definition.asPublished) return undefined;
	return found.find((one) => isSamePlace(one, placeOf(trial, definition)));
}

export function isSamePlace(a: Place, b: Place): boolean {
	return (
		a.experiment === b.experiment &&
		a.track === b.track &&
		a.generator === b.generator &&
		a.connections === b.connections &&
		a.request === b.request
	);
}

type Place = Omit<HeadRoom, 'ratePerSecond' | 'reason'>;

function placeOf(
	{ experiment, track }: Pick<Trial, 'experiment' | 'track'>,
	load: SendingLoad,
): Place {
	const { generator = 'pacer', connections } = load;
	const asked = operationsOf(load)
		.map(({ id, weight }) => (load.mix ? `${weight} ${id}` : id))
		.join(' + ');
	// It costs a generator several times as much.
	const request = load.newConnections ? `${asked}, each on a connection of its own` : asked;
	return { experiment, track, generator, connections, request };
}
