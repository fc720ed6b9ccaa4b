import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CellSchema } from '../../src/core/schemas/cell.ts';
import { RunSchema } from '../../src/core/schemas/run.ts';
import { readJson, writeJson } from '../json-file.ts';
import { measuredRun, startedAt, writeRecord, writeWindow } from '../measured-run.ts';
import type { RunFolder } from '../run-folder.ts';
import { PlanSchema } from '../plan-file.ts';
import { loadResult, rightAnswers, sampleAt, sampleTrial, steadyCore } from '../samples.ts';
import { SessionRecordSchema } from '../session.ts';
import { gate } from './6-gate.ts';
import { summarise } from './7-summarise.ts';

const first = sampleTrial({ round: 1, order: 2, id: 'prime/round-01-trial-02' });
const twin = sampleTrial({ round: 1, order: 1, duplicate: true });
const second = sampleTrial({ round: 2, order: 1, id: 'prime/round-02-trial-01' });

describe('from raw windows to a run', () => {
	it('judges each window, makes a file a cell, and run.json last', () => {
		const folder = measuredRun({ trials: [twin, first, second] });
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
		const folder = measuredRun({ trials: [first, second] });
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
		const folder = measuredRun({ trials: [first, second] });
		writeWindow(folder, second, loadResult(), {
			coreSpeed: { before: steadyCore, after: { ...steadyCore, issueSlotsNs: 1_500_000 } },
		});
		gate(folder);
		summarise(folder);
		const [cell] = readCells(folder);
		expect(cell).toMatchObject({
			summary: { serverCpuMsPerRequest: { rounds: 1 } },
			windows: [{ failedGates: [] }, { failedGates: ['core-speed'] }],
		});
	});

	it('keeps all windows of a run that a neighbour accompanied, and labels it', () => {
		const folder = measuredRun({ trials: [first, second] });
		const slowed = { ...steadyCore, issueSlotsNs: 1.5 * steadyCore.issueSlotsNs };
		writeWindow(folder, first, loadResult(), {
			coreSpeed: { before: steadyCore, after: slowed },
		});
		writeWindow(folder, second, loadResult(), {
			coreSpeed: { before: slowed, after: slowed },
		});
		gate(folder);
		const { neighbour, labels } = summarise(folder);
		expect(neighbour).toEqual({ slowed: { count: 3, of: 4 } });
		expect(labels).toContain('beside a neighbour that slowed the server’s core in 3 of 4 readings');
		expect(readCells(folder)).toMatchObject([
			{ windows: [{ failedGates: [] }, { failedGates: [] }] },
		]);
	});

	it('publishes no percentile that may be the hypervisor’s, where it takes time from most windows', () => {
		const folder = measuredRun({ trials: [first, second] });
		const percentiles = () => {
			gate(folder);
			const { neighbour } = summarise(folder);
			const [cell] = readCells(folder);
			if (cell?.status !== 'measured') throw new Error('No cell was measured.');
			return { neighbour, published: cell.percentiles.map(({ percentile }) => percentile) };
		};
		expect(percentiles()).toMatchObject({ published: [50, 90, 95] });
		for (const trial of [first, second]) {
			writeWindow(folder, trial, loadResult(), {
				before: sampleAt(10, { hostStealCpuSeconds: 1 }),
				after: sampleAt(11, { hostStealCpuSeconds: 1.24 }),
			});
		}
		expect(percentiles()).toEqual({
			neighbour: { stolen: { count: 2, of: 2 } },
			published: [50],
		});
	});

	it('says what commit judged a run again', () => {
		const folder = measuredRun({ trials: [first] });
		gate(folder);
		const { commit } = readJson(folder.plan, PlanSchema);
		expect(summarise(folder, commit).labels.join()).not.toContain('judged again');
		expect(summarise(folder, 'abcdef0123').labels).toContain(
			'judged again by the gates of commit abcdef0',
		);
	});

	it('says of a failed trial where and why, and of a cell without windows that it failed', () => {
		const folder = measuredRun({ trials: [first, twin] });
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
		const folder = measuredRun({ trials: [first] });
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
		const folder = measuredRun({ trials: [first] });
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

function readCells(folder: RunFolder) {
	return globSync('prime/**/*.json', { cwd: folder.summary })
		.toSorted()
		.map((path) => readJson(join(folder.summary, path), CellSchema));
}
