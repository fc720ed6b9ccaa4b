import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '../../../src/core/schemas/implementation.ts';
import type { ProcessCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { readInternals, type InternalsFile } from '../internals-files.ts';
import { servingProcessesOf } from '../process-tree.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';

const REQUESTS = 40;
const WATCHED_MS = 1_500;

/** It is there to test load generators, and no experiment looks inside it. */
export const WITHOUT_INTERNALS = ['rust/calibration'];

/** A line is due every 100 ms; the middle one of the gaps, because a busy machine delays some of them. */
const GAP_MS = { from: 80, to: 250 };

/** Figures that every interval can have, whatever the server did in it. */
const ALWAYS: Record<Language, readonly string[]> = {
	node: ['eventLoopDelayMsP50', 'eventLoopDelayMsP99', 'eventLoopDelayMsMax'],
	go: ['schedulingLatencyMsP50', 'schedulingLatencyMsP99', 'schedulingLatencyMsMax'],
	rust: ['workerBusyShare', 'workerBusyShareMean', 'workerParks'],
};

export const internalsCases: ProcessCase[] = [
	{
		name: 'with INTERNALS_FOLDER each serving process writes its figures every 100 ms, and ends as cleanly',
		notFor: WITHOUT_INTERNALS,
		run: async (subject) => {
			const folder = mkdtempSync(join(tmpdir(), 'contract-internals-'));
			const from = Date.now();
			const server = await startServer(subject, { INTERNALS_FOLDER: folder });
			try {
				await askMany(server);
				await sleep(WATCHED_MS);
				const serving = servingProcessesOf(server.pid);
				await expectCleanEnd(server);
				const files = readInternals(folder, subject.implementation.language);
				const writers = [...new Set(files.map(({ pid }) => pid))].sort((a, b) => a - b);
				expectSame('the processes that wrote', writers.join(), serving.join());
				for (const file of files) {
					expectPace(file, from, Date.now());
					expectFigures(file, ALWAYS[subject.implementation.language]);
				}
			} finally {
				await server.stop();
				rmSync(folder, { recursive: true });
			}
		},
	},
];

async function askMany(server: ServerUnderTest): Promise<void> {
	await Promise.all(Array.from({ length: REQUESTS }, () => ask(server, '/health')));
}

async function expectCleanEnd(server: ServerUnderTest): Promise<void> {
	server.signal('SIGTERM');
	const code = await Promise.race([server.exit, sleep(5_000, 'a server that goes on')]);
	expectSame('the exit status', code, 0);
	expectSame('standard error', server.written.stderr, '');
}

function expectPace({ pid, lines }: InternalsFile, from: number, to: number): void {
	const moments = lines.map(({ atUnixMs }) => Number(atUnixMs));
	const gaps = moments.slice(1).map((moment, place) => moment - Number(moments[place]));
	const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)];
	if (middle === undefined || middle < GAP_MS.from || middle > GAP_MS.to) {
		throw new Error(
			`expected a line of process ${pid} every 100 ms, got gaps of ${gaps.join(', ')} ms`,
		);
	}
	const outside = moments.filter((moment) => moment < from || moment > to);
	expectSame('moments before the start or after the end', outside.join(), '');
	expectSame('whether time goes on', Math.min(...gaps) >= 0, true);
}

function expectFigures({ pid, lines }: InternalsFile, names: readonly string[]): void {
	const seen = new Set(lines.flatMap((line) => Object.keys(line)));
	const missing = names.filter((name) => !seen.has(name));
	expectSame(`figures that no line of process ${pid} has`, missing.join(), '');
}
