import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { readJson, writeJson } from '../json-file.ts';
import { runFolder } from '../run-folder.ts';
import {
	closedLoad,
	histogramOf,
	loadResult,
	openLoad,
	sampleAt,
	samplePlan,
	sampleTrial,
} from '../samples.ts';
import { temporaryFolder } from '../temporary.ts';
import { gate, type JudgedWindow, JudgedWindowSchema } from './6-gate.ts';

const trials = [1, 2, 3].map((round) => sampleTrial({ id: `prime/round-0${round}`, round }));

it('hands each gate what it judges by: probes, kernel, CPUs, processes and the other rounds', () => {
	expect(failedGates({})).toEqual([]);
	expect(failedGates({ kernel: { listenDrops: 1, retransmits: 2, swappedPages: 1 } })).toEqual([
		'listen-drops',
		'retransmits',
		'memory',
	]);
	expect(failedGates({ placement: { server: [0, 1], generator: [1] } })).toEqual(['topology']);
	expect(failedGates({ after: sampleAt(11, { serverProcesses: 2 }) })).toEqual([
		'server-processes',
	]);
	// The other two rounds saw no pressure at all, so 0.2 s in one second is 20 points above the median.
	expect(failedGates({ after: sampleAt(11, { hostPressureSeconds: 5.2 }) })).toEqual(['pressure']);
});

it('judges the rate by what the generator reached against a server that does nothing', () => {
	expect(failedGates({}, 2000)).toEqual([]);
	expect(failedGates({}, 1999)).toEqual(['head-room']);
});

it('gives up p99 of a cell whose generator was late with one request in a hundred, and not the cell', () => {
	const scheduleLag = histogramOf(
		Array.from({ length: 100 }, (_, index) => (index < 97 ? 5 : 2000)),
	);
	const late = { result: loadResult({ scheduleLag }) };
	const [{ window } = {}] = judge(late, undefined, openLoad);
	expect([window?.failedGates, window?.tailUpTo]).toEqual([[], 95]);
});

it('gives up nothing of a closed loop, of whose rate stolen time takes its part', () => {
	const stolen = { after: sampleAt(11, { hostPressureSeconds: 5, hostStealCpuSeconds: 0.04 }) };
	expect(failedGates(stolen)).toEqual(['steal']);
	const result = loadResult({ scheduleLag: histogramOf([5]) });
	const [{ window } = {}] = judge({ ...stolen, result }, undefined, openLoad);
	expect([window?.failedGates, window?.tailUpTo]).toEqual([[], 95]);
});

/** Of the last of three windows, of which the others are without fault. */
const failedGates = (...asked: Parameters<typeof judge>) =>
	judge(...asked).flatMap(({ window }) => window.failedGates);

function judge(
	changes: object,
	nullRatePerSecond?: number,
	definition: Load = closedLoad,
): JudgedWindow[] {
	const folder = runFolder(temporaryFolder(), '20260101-000000-prime-standard');
	writeJson(folder.plan, samplePlan({ trials, rounds: trials.length }));
	if (nullRatePerSecond !== undefined) {
		const place = { experiment: 'prime', track: '1', generator: 'pacer', connections: 16 };
		const probe = { ...place, request: 'n2000', ratePerSecond: nullRatePerSecond };
		writeJson(folder.headRoom, [probe]);
	}
	for (const { id, round } of trials) {
		const startedAt = '2026-01-01T00:00:00Z';
		writeJson(folder.trial(id), { id, startedAt, earlierFailures: [], status: 'measured' });
		writeJson(folder.samples(id), []);
		const speed = { dividerNs: 1e6, issueSlotsNs: 1e6, cacheNs: 1e6 };
		writeJson(folder.window(id, 'capacity'), {
			load: 'capacity',
			definition,
			order: 1,
			startedAt,
			before: sampleAt(10, { hostPressureSeconds: 5, hostStealCpuSeconds: 0 }),
			after: sampleAt(11, { hostPressureSeconds: 5, hostStealCpuSeconds: 0 }),
			coreSpeed: { before: speed, after: speed },
			placement: { server: [0], generator: [1] },
			kernel: { listenDrops: 0, retransmits: 0, swappedPages: 0, oomKills: 0 },
			result: loadResult(),
			...(round === 3 && changes),
		});
	}
	gate(folder);
	return readJson(folder.gates('prime/round-03'), z.array(JudgedWindowSchema));
}
