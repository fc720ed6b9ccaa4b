import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CellSchema } from '../../src/core/schemas/cell.ts';
import { RunSchema } from '../../src/core/schemas/run.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { Trial } from '../plan-file.ts';
import { type RunFolder, runFolder } from '../run-folder.ts';
import {
	closedLoad,
	loadResult,
	rightAnswers,
	sampleAt,
	samplePlan,
	sampleTrial,
	steadyCore,
} from '../samples.ts';
import { SessionRecordSchema } from '../session.ts';
import { temporaryFolder } from '../temporary.ts';
import { gate } from './6-gate.ts';
import { summarise } from './7-summarise.ts';

const first = sampleTrial({ round: 1, order: 2, id: 'prime/round-01-trial-02' });
const twin = sampleTrial({ round: 1, order: 1, duplicate: true });
const second = sampleTrial({ round: 2, order: 1, id: 'prime/round-02-trial-01' });

describe('from raw windows to a run', () => {
	it('judges each window, makes a file a cell, and run.json last', () => {
		const folder = measuredRun([twin, first, second]);
		gate(folder);
		summarise(folder);
		const run = readJson(join(folder.summary, 'run.json'), RunSchema);
		expect(run).toMatchObject({
			trials: { planned: 3, measured: 3, failed: 0 },
			order: [
				['1: go/net-http:single+duplicate', '1: go/net-http:single'],
				['1: go/net-http:single'],
			],
			generator: { id: 'pacer', version: '0.1.0' },
			labels: ['a quick run: a first look, never published'],
		});
		expect(globSync('**/*.json', { cwd: folder.summary }).toSorted()).toEqual([
			'prime/go/net-http/single/1/capacity.json',
			'prime/go/net-http/single/1/capacity/duplicate.json',
			'run.json',
		]);
		const cell = readJson(
			join(folder.summary, 'prime/go/net-http/single/1/capacity.json'),
			CellSchema,
		);
		expect(cell).toMatchObject({
			status: 'measured',
			summary: { serverCpuMsPerRequest: { median: 0.8, rounds: 2 } },
			windows: [
				{ round: 1, trialOrder: 2 },
				{ round: 2, trialOrder: 1 },
			],
		});
	});

	it('keeps a window with wrong answers, marked, out of the summary', () => {
		const folder = measuredRun([first, second]);
		const counts = { ...rightAnswers, valid: 999, invalidStatus: 1 };
		writeWindow(folder, second, loadResult({ counts }));
		gate(folder);
		summarise(folder);
		const [cell] = readCells(folder);
		expect(cell).toMatchObject({
			summary: { serverCpuMsPerRequest: { rounds: 1 } },
			windows: [{ failedGates: [] }, { failedGates: ['answers'] }],
		});
	});

	it('keeps a window out beside which the core was slower than in the rest of the run', () => {
		const folder = measuredRun([first, second]);
		writeWindow(folder, second, loadResult(), {
			before: steadyCore,
			after: { ...steadyCore, issueSlotsNs: 1_500_000 },
		});
		gate(folder);
		summarise(folder);
		const [cell] = readCells(folder);
		expect(cell).toMatchObject({
			summary: { serverCpuMsPerRequest: { rounds: 1 } },
			windows: [{ failedGates: [] }, { failedGates: ['core-speed'] }],
		});
	});

	it('says of a failed trial where and why, and of a cell without windows that it failed', () => {
		const folder = measuredRun([first, twin]);
		const failure = { stage: 'load', reason: 'The server ended.' };
		writeRecord(folder, twin, { status: 'failed', failure });
		gate(folder);
		const run = summarise(folder);
		expect(run.trials).toEqual({ planned: 2, measured: 1, failed: 1 });
		expect(run.failures).toEqual([
			{ round: 1, subject: 'go/net-http:single+duplicate', track: '1', ...failure },
		]);
		expect(readCells(folder).map(({ status }) => status)).toEqual(['measured', 'failed']);
	});

	it('names each generator that loads name, with its version and what it can do', () => {
		const folder = measuredRun([first]);
		const path = join(folder.path, 'session.json');
		const tools = {
			pacer: { version: '0.1.0', command: ['pacer'] },
			wrk: { version: '4.1.0', command: ['wrk'] },
		};
		writeJson(path, { ...readJson(path, SessionRecordSchema), tools });
		gate(folder);
		const { generator, generators } = summarise(folder);
		expect(generator).toEqual({ id: 'pacer', version: '0.1.0' });
		expect(generators).toMatchObject({
			pacer: { version: '0.1.0', capabilities: { intendedStart: true } },
			wrk: { version: '4.1.0', capabilities: { openLoop: [] } },
		});
	});

	it('leaves no cell of an earlier summary, and no run.json of a run that has not ended', () => {
		const folder = measuredRun([first]);
		writeJson(join(folder.summary, 'run.json'), {});
		writeJson(join(folder.summary, 'prime/old.json'), {});
		writeJson(join(folder.path, 'session.json'), { startedAt, resumedAt: [], labels: [] });
		gate(folder);
		expect(() => summarise(folder)).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/has not ended\.$/),
				hint: 'Take it up again with --resume.',
			}),
		);
		expect(globSync('**/{run,old}.json', { cwd: folder.summary })).toEqual([]);
	});
});

const startedAt = '2026-01-01T00:00:00Z';

function measuredRun(trials: Trial[]): RunFolder {
	const folder = runFolder(temporaryFolder(), '20260101-000000-prime-quick');
	const rounds = Math.max(...trials.map(({ round }) => round));
	writeJson(folder.plan, samplePlan({ id: folder.id, profile: 'quick', trials, rounds }));
	writeJson(folder.build('go/net-http'), {
		implementation: 'go/net-http',
		sourceSha256: '0'.repeat(64),
	});
	writeJson(join(folder.path, 'session.json'), {
		startedAt,
		endedAt: '2026-01-01T00:01:00Z',
		resumedAt: [],
		tools: { pacer: { version: '0.1.0', command: ['pacer'] } },
		labels: [],
	});
	for (const trial of trials) {
		writeRecord(folder, trial, { status: 'measured' });
		writeJson(folder.samples(trial.id), [sampleAt(10), sampleAt(11)]);
		writeWindow(folder, trial, loadResult());
	}
	return folder;
}

function writeRecord(folder: RunFolder, { id }: Trial, outcome: object): void {
	writeJson(folder.trial(id), { id, startedAt, earlierFailures: [], ...outcome });
}

function writeWindow(
	folder: RunFolder,
	trial: Trial,
	result: object,
	coreSpeed = { before: steadyCore, after: steadyCore },
): void {
	const [before, after] = [sampleAt(10), sampleAt(11)];
	const definition = closedLoad;
	const window = {
		load: 'capacity',
		definition,
		order: 1,
		startedAt,
		before,
		after,
		coreSpeed,
		result,
	};
	writeJson(folder.window(trial.id, 'capacity'), window);
}

function readCells(folder: RunFolder) {
	return globSync('prime/**/*.json', { cwd: folder.summary })
		.toSorted()
		.map((path) => readJson(join(folder.summary, path), CellSchema));
}
