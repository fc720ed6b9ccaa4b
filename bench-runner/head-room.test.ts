import { expect, it } from 'vitest';
import { findHeadRoom, headRoomProbes, headRoomSeconds } from './head-room.ts';
import { closedLoad, openLoad, samplePlan, sampleTrial } from './samples.ts';

const slow = { ...closedLoad, operation: 'n20000' };
const trials = [
	sampleTrial({
		windows: [
			{ load: 'capacity', definition: closedLoad, seconds: 1 },
			{ load: 'rate', definition: openLoad, seconds: 1 },
			{ load: 'slow', definition: slow, seconds: 1 },
			{ load: 'more', definition: { ...closedLoad, connections: 64 }, seconds: 1 },
			{ load: 'other', definition: { ...closedLoad, generator: 'wrk' as const }, seconds: 1 },
		],
	}),
	sampleTrial({ round: 2 }),
	sampleTrial({ implementation: 'node/http' }),
	sampleTrial({ track: 'all' }),
];

it('asks once for each core track, generator, number of connections and request', () => {
	const asked = headRoomProbes(samplePlan({ trials })).map(
		({ track, generator, connections, request }) => [track, generator, connections, request],
	);
	expect(asked).toEqual([
		['1', 'pacer', 16, 'n2000'],
		['1', 'pacer', 16, 'n20000'],
		['1', 'pacer', 64, 'n2000'],
		['1', 'wrk', 16, 'n2000'],
		['all', 'pacer', 16, 'n2000'],
	]);
});

it('names the weights of a mix', () => {
	const { operation: _, ...mixed } = { ...closedLoad, mix: { read: 3, write: 1 } };
	const windows = [{ load: 'mixed', definition: mixed, seconds: 1 }];
	const [probe] = headRoomProbes(samplePlan({ trials: [sampleTrial({ windows })] }));
	expect(probe?.request).toBe('3 read + 1 write');
});

it('tells requests that open a connection each from those that do not', () => {
	const opening = { ...closedLoad, newConnections: true as const };
	const windows = [closedLoad, opening].map((definition) => ({
		load: 'l',
		definition,
		seconds: 1,
	}));
	const probes = headRoomProbes(samplePlan({ trials: [sampleTrial({ windows })] }));
	expect(probes.map(({ request }) => request)).toEqual([
		'n2000',
		'n2000, each on a connection of its own',
	]);
});

it('takes its time into the estimate, and asks nothing in a smoke run', () => {
	const plan = samplePlan({ trials });
	expect(headRoomSeconds(plan)).toBeGreaterThan(5);
	expect(headRoomSeconds({ ...plan, profile: 'smoke' })).toBe(0);
});

it('leaves out an article’s own command', () => {
	const asPublished = { ...closedLoad, asPublished: true as const };
	const windows = [{ load: 'capacity', definition: asPublished, seconds: 1 }];
	expect(headRoomProbes(samplePlan({ trials: [sampleTrial({ windows })] }))).toEqual([]);
});

it('finds for a load what was asked in its place, and nothing for another', () => {
	const [place] = headRoomProbes(samplePlan({ trials: [sampleTrial()] }));
	if (!place) throw new Error('no probe');
	const { definition: _, ...known } = place;
	const found = [{ ...known, ratePerSecond: 9 }];
	expect(findHeadRoom(found, sampleTrial(), closedLoad)?.ratePerSecond).toBe(9);
	expect(findHeadRoom(found, sampleTrial(), openLoad)?.ratePerSecond).toBe(9);
	expect(findHeadRoom(found, sampleTrial(), slow)).toBeUndefined();
	expect(findHeadRoom(found, sampleTrial({ track: 'all' }), closedLoad)).toBeUndefined();
});

it('asks nothing of WebSockets, which the server that does nothing does not speak', () => {
	const definition = { ...closedLoad, generator: 'sockets' as const };
	const windows = [{ load: 'l', definition, seconds: 1 }];
	expect(headRoomProbes(samplePlan({ trials: [sampleTrial({ windows })] }))).toEqual([]);
});
