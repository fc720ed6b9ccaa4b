import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CellSchema } from '../../src/core/schemas/cell.ts';
import type { Inspection } from '../../src/core/schemas/experiment.ts';
import { readJson, writeJson } from '../json-file.ts';
import { measuredRun } from '../measured-run.ts';
import { headRoomProbes } from '../head-room.ts';
import { samplePlan, sampleAt, sampleTrial, steadyCore } from '../samples.ts';
import { gate } from '../stages/6-gate.ts';
import { summarise } from '../stages/7-summarise.ts';

const definition: Inspection = {
	kind: 'inspection',
	inspects: 'cold-start',
	operation: 'n2000',
	seconds: 1,
	tracks: ['1'],
};
const windows = [{ load: 'start', definition, seconds: 1 }];
const trials = [1, 2, 3].map((round) => sampleTrial({ id: `prime/${round}`, round, windows }));

it('an inspection becomes a cell like any other: what was found, over the rounds', () => {
	const cell = cellOf({});
	expect(cell).toMatchObject({
		status: 'measured',
		loadDefinition: { kind: 'inspection', inspects: 'cold-start' },
		summary: { startMsToReady: { median: 20, rounds: 3 }, cpuPressureShare: { median: 0 } },
		percentiles: [],
		windows: [{ counts: { valid: 1, invalid: 0, failed: 0 }, seconds: 1 }, {}, {}],
	});
	expect(cell.status === 'measured' && cell.gates.map(({ gate }) => gate)).toEqual([
		'rounds',
		'memory',
		'pressure',
		'core-speed',
	]);
});

it('is kept out by the gates of the machine, and asked for nothing that a load would have', () => {
	const swapped = cellOf({ kernel: { swappedPages: 1 } });
	expect(swapped).toMatchObject({ summary: { startMsToReady: { median: 15, rounds: 2 } } });
	const pressed = cellOf({ after: sampleAt(11, { hostPressureSeconds: 5.5 }) });
	expect(pressed).toMatchObject({ windows: [{}, {}, { failedGates: ['pressure'] }] });
	expect(headRoomProbes(samplePlan({ trials }))).toEqual([]);
});

it('asks nothing of the speed of a core where bytes are counted', () => {
	const inspects = { definition: { ...definition, inspects: 'footprint' } };
	const pressed = { ...inspects, after: sampleAt(11, { hostPressureSeconds: 5.9 }) };
	expect(cellOf(pressed)).toMatchObject({ windows: [{}, {}, { failedGates: [] }] });
	const swapped = { ...inspects, kernel: { swappedPages: 1 } };
	expect(cellOf(swapped)).toMatchObject({ windows: [{}, {}, { failedGates: ['memory'] }] });
});

/** Of three rounds that took 10, 20 and 30 ms, the last of which is changed. */
function cellOf(changes: object) {
	const folder = measuredRun({ trials });
	for (const { id, round } of trials) {
		writeJson(folder.window(id, 'start'), {
			load: 'start',
			definition,
			order: 1,
			startedAt: '2026-01-01T00:00:00Z',
			before: sampleAt(10, { hostPressureSeconds: 5 }),
			after: sampleAt(11, { hostPressureSeconds: 5 }),
			coreSpeed: { before: steadyCore, after: steadyCore },
			kernel: { swappedPages: 0, oomKills: 0 },
			metrics: { startMsToReady: 10 * round },
			answers: 1,
			...(round === 3 && changes),
		});
	}
	gate(folder);
	summarise(folder);
	return readJson(join(folder.summary, 'prime/go/net-http/single/1/start.json'), CellSchema);
}
