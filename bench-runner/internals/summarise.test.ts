import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	type InternalsSummary,
	InternalsSummarySchema,
} from '../../src/core/schemas/internals-summary.ts';
import { RunSchema } from '../../src/core/schemas/run.ts';
import { readFinishedRun, readInternals } from '../finished-runs.ts';
import { readJson, writeJson } from '../json-file.ts';
import { measuredRun, startedAt, writeRecord, writeWindow } from '../measured-run.ts';
import type { RunFolder } from '../run-folder.ts';
import {
	histogramOf,
	loadResult,
	rightAnswers,
	sampleInstrumentedTrial,
	sampleTrial,
	steadyCore,
} from '../samples.ts';
import { gate } from '../stages/6-gate.ts';
import { summarise } from '../stages/7-summarise.ts';
import { writeFiles } from '../temporary.ts';

const trials = [1, 2, 3, 4, 5, 6].map((round) =>
	sampleTrial({ id: `prime/round-0${round}-trial-01`, round }),
);
const instrumentedTrial = sampleInstrumentedTrial({ profiled: true });
const begin = Date.parse(startedAt);

describe('the windows of an instrumented trial', () => {
	it('are in no cell, and leave every cell, its gates and its latency as they are', () => {
		const { without, beside } = withAndWithout();
		const cell = 'prime/go/net-http/single/1/capacity.json';
		expect(Object.keys(without.summary)).toEqual([cell, 'run.json']);
		expect(beside.summary[cell]).toEqual(without.summary[cell]);
		expect(without.summary[cell]).toMatchObject({
			windows: trials.map(({ round }) => ({ round, failedGates: [] })),
			summary: { latencyMsP50: { median: 2, rounds: 6 } },
		});
	});

	it('are judged by no gate, and no window of a round is compared with them', () => {
		const { without, beside } = withAndWithout();
		expect(beside.judged).toEqual(without.judged);
		expect(Object.keys(without.judged)).toHaveLength(6);
	});

	it('are in no gate of the run, no round, no order and no count of trials', () => {
		const { without, beside } = withAndWithout();
		const { instrumented, ...run } = RunSchema.parse(beside.summary['run.json']);
		expect(run).toEqual(RunSchema.parse(without.summary['run.json']));
		expect(run.gates.length).toBeGreaterThan(0);
		expect(run).toMatchObject({ trials: { planned: 6 }, rounds: 6 });
		expect(instrumented).toEqual({ planned: 1, measured: 1, failures: [] });
	});
});

describe('what an instrumented trial told', () => {
	it('is a file beside the cell of the same load, with everything but a latency', () => {
		const folder = measuredWithInternals();
		const [internals] = readInternals(folder.summary) as [InternalsSummary];
		expect(internals).toMatchObject({
			id: 'prime/go/net-http/single/1/capacity/internals',
			run: folder.id,
			load: 'capacity',
			loadDefinition: { connections: 16 },
			seconds: 1,
			counts: { valid: 1000 },
			processes: 1,
			lines: 9,
			metrics: { goroutines: { median: 12 }, gcCycles: { median: 1, total: 9 } },
			profile: { samples: 2, shares: { json: 0.5, kernel: 0.5 } },
		});
		expect(JSON.stringify(internals)).not.toMatch(/latencyMsP|responseTime|throughput/);
	});

	it('has the reason where there is no profile', () => {
		const folder = measuredWithInternals({ missing: 'perf is not installed.' });
		const [internals] = readInternals(folder.summary);
		expect(internals?.profileMissing).toBe('perf is not installed.');
		expect(internals).not.toHaveProperty('profile');
	});

	it('never takes more than 20 kB', () => {
		const lines = Array.from({ length: 400 }, (_, index) => goLine(begin + 100 + index * 2, index));
		const frames = Array.from({ length: 50 }, (_, index) => ({
			symbol: `${index}`.padEnd(160, 'x'),
			object: 'a-long-name-of-a-server',
		}));
		const samples = frames.map((_, index): [number, number] => [begin + 500, index]);
		const folder = measuredWithInternals({ frames, samples }, lines);
		const file = join(folder.summary, 'prime/go/net-http/single/1/capacity/internals.json');
		expect(readFileSync(file).length).toBeLessThanOrEqual(20_000);
		const { series, lines: count } = readJson(file, InternalsSummarySchema);
		expect(count).toBe(400);
		expect(series.length).toBeGreaterThan(10);
		expect(series.some(({ schedulingLatencyMsMax }) => schedulingLatencyMsMax === 399)).toBe(true);
	});

	it('is no cell to who reads the run', () => {
		const folder = measuredWithInternals();
		expect(readFinishedRun(folder.summary).cells.map(({ id }) => id)).toEqual([
			'prime/go/net-http/single/1/capacity',
		]);
	});
});

it('says of one that failed where and why, and fails nothing else', () => {
	const folder = measuredRun({ trials, instrumentedTrials: [instrumentedTrial] });
	const failure = { stage: 'load', reason: 'The server ended.' };
	writeRecord(folder, instrumentedTrial, { status: 'failed', failure });
	gate(folder);
	const run = summarise(folder);
	expect(run.instrumented).toEqual({
		planned: 1,
		measured: 0,
		failures: [{ subject: 'go/net-http:single', track: '1', ...failure }],
	});
	expect(run).toMatchObject({ trials: { planned: 6, measured: 6, failed: 0 }, failures: [] });
	expect(readInternals(folder.summary)).toEqual([]);
});

function withAndWithout() {
	return {
		without: files(measured({ trials, profile: 'standard' })),
		beside: files(dreadful()),
	};
}

/** Wrong answers, slow, on a core that is faster than in all other windows. */
function dreadful(): RunFolder {
	const folder = measuredRun({
		trials,
		profile: 'standard',
		instrumentedTrials: [instrumentedTrial],
	});
	writeInternals(folder);
	const times = histogramOf(new Array<number>(1000).fill(9_000_000));
	const fast = { dividerNs: 1, issueSlotsNs: 1, cacheNs: 1 };
	writeWindow(
		folder,
		instrumentedTrial,
		loadResult({
			counts: { ...rightAnswers, valid: 0, failed: 1000 },
			responseTime: times,
			serviceTime: times,
		}),
		{ coreSpeed: { before: fast, after: { ...steadyCore, cacheNs: 9e9 } } },
	);
	gate(folder);
	summarise(folder);
	return folder;
}

function measured(changes: Parameters<typeof measuredRun>[0]): RunFolder {
	const folder = measuredRun(changes);
	gate(folder);
	summarise(folder);
	return folder;
}

function measuredWithInternals(profile?: object, lines?: object[]): RunFolder {
	const folder = measuredRun({
		trials: trials.slice(0, 1),
		instrumentedTrials: [instrumentedTrial],
	});
	writeWindow(folder, instrumentedTrial, loadResult({ startedAtUnixMs: begin }));
	writeInternals(folder, profile, lines);
	gate(folder);
	summarise(folder);
	return folder;
}

function writeInternals(
	folder: RunFolder,
	profile: object = {
		frames: [
			{ symbol: 'encoding/json.stateInString', object: 'server' },
			{ symbol: 'tcp_ack', object: '[kernel]' },
		],
		samples: [
			[begin + 10, 0],
			[begin + 20, 1],
			[begin + 5000, 1],
		],
	},
	lines: object[] = [100, 200, 300, 400, 500, 600, 700, 800, 900].map((ms) =>
		goLine(begin + ms, 1),
	),
): void {
	writeFiles(folder.internals(instrumentedTrial.id), {
		'31.ndjson': lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
	});
	writeJson(folder.profile(instrumentedTrial.id), profile);
}

function goLine(atUnixMs: number, schedulingLatencyMsMax: number) {
	return {
		atUnixMs,
		schedulingLatencyMsMax,
		gcCycles: 1,
		goroutines: 12,
		heapLiveBytes: 1_234_567,
	};
}

/** Contents by name of what a run publishes, and of what the gates said; instrumented windows have files of their own. */
function files(folder: RunFolder) {
	const read = (path: string) =>
		Object.fromEntries(
			globSync('**/*.json', { cwd: path })
				.filter((name) => !name.endsWith('internals.json'))
				.toSorted()
				.map((name) => [name, JSON.parse(readFileSync(join(path, name), 'utf8')) as unknown]),
		);
	return { summary: read(folder.summary), judged: read(join(folder.path, '6-gate')) };
}
