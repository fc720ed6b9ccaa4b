import { globSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeJson, readJson } from '../bench-runner/json-file.ts';
import { runFolder } from '../bench-runner/run-folder.ts';
import {
	closedLoad,
	loadResult,
	rightAnswers,
	sampleAt,
	samplePlan,
	sampleTrial,
} from '../bench-runner/samples.ts';
import { gate } from '../bench-runner/stages/6-gate.ts';
import { summarise } from '../bench-runner/stages/7-summarise.ts';
import { temporaryFolder } from '../bench-runner/temporary.ts';
import { passedFinding } from '../src/charts/passed-finding.ts';
import { layouts } from '../src/charts/layout.ts';
import { primeCpuPerRequest as chart } from '../src/charts/prime-cpu-per-request.ts';
import { render } from '../src/charts/render.ts';
import { inDeclaredOrder } from '../src/charts/cell-rows.ts';
import { sampleRun } from '../src/core/samples.ts';
import { type Cell, CellSchema } from '../src/core/schemas/cell.ts';
import { RunSchema } from '../src/core/schemas/run.ts';
import { gateSummary } from '../src/site/data/gates.ts';
import { subjectLabel } from '../src/site/data/labels.ts';

/*
 * What fails is stored and drawn as failed, never dropped: followed from the generator's own words to the picture.
 */

const load = 'capacity-n20000';
const rounds = 8;
/** How many of its eight windows have a wrong answer, by subject. */
const wrongWindows = {
	'node/http:single': 0,
	'go/net-http:single': 1,
	'rust/axum:inline': 3,
	'rust/axum:spawn-blocking': 8,
};
const subjects = Object.keys(wrongWindows);

let cells: Cell[] = [];
let gates: { gate: string; pass: boolean }[] = [];
beforeEach(() => {
	const folder = measuredRun();
	gate(folder);
	summarise(folder);
	gates = readJson(join(folder.summary, 'run.json'), RunSchema).gates;
	const files = globSync('prime/**/*.json', { cwd: folder.summary });
	cells = inDeclaredOrder(
		files.map((file) => readJson(join(folder.summary, file), CellSchema)),
		subjects,
	);
});

describe('the published file of a cell', () => {
	it('keeps every window with its figures and the gate that it failed', () => {
		for (const [index, failed] of Object.values(wrongWindows).entries()) {
			const { windows } = measured(index);
			expect(windows).toHaveLength(rounds);
			const wrong = windows.filter(({ failedGates }) => failedGates.includes('answers'));
			expect(wrong).toHaveLength(failed);
			for (const { metrics, counts } of wrong) {
				expect(metrics.serverCpuMsPerRequest).toBeGreaterThan(0);
				expect(counts.invalid).toBe(1);
			}
		}
	});

	it('summarises the others, and says which gate failed the cell', () => {
		const rounds = subjects.map(
			(_, index) => measured(index).summary.serverCpuMsPerRequest?.rounds,
		);
		expect(rounds).toEqual([8, 7, 5, undefined]);
		const failed = subjects.map((_, index) =>
			measured(index)
				.gates.filter(({ pass }) => !pass)
				.map((one) => one.gate),
		);
		expect(failed).toEqual([[], [], ['rounds'], ['rounds', 'answers']]);
	});

	it('fails the run that lost too many of its cells', () => {
		expect(gates).toContainEqual(expect.objectContaining({ gate: 'cells', pass: false }));
	});
});

describe('the chart', () => {
	it('draws every subject: the failed one crossed, the one without a window as left out', async () => {
		const rows = chart.rows(context());
		expect(rows.map(({ failedGate, value }) => [failedGate, value !== undefined])).toEqual([
			[false, true],
			[false, true],
			[true, true],
			[true, false],
		]);
		const words = { id: 'c', title: 't', description: 'd' };
		const { svg } = await render(chart.spec(layouts.wide, rows), rows, words);
		expect(svg.match(/×/g)).toHaveLength(1);
		expect(svg.match(/left out/g)).toHaveLength(1);
	});

	it('names in its table the gates that failed', () => {
		expect(chart.table(context()).rows.map((row) => row.at(-1))).toEqual([
			'passed',
			'passed',
			'not passed: rounds',
			'not passed: rounds, answers',
		]);
	});

	it('rests its finding on what passed, and names the rest', () => {
		const finding = passedFinding(chart, context());
		expect(finding).toMatch(/between Node\.js single and Go single/);
		expect(finding).toMatch(
			/A gate failed, so this leaves out Rust inline \(rounds\) and Rust spawn blocking \(rounds, answers\)\.$/,
		);
		const without = { ...context(), cells: cells.slice(2), runCells: cells.slice(2) };
		expect(passedFinding(chart, without)).toBe('No figure of this chart passed its gates.');
	});

	it('tells in its details of the window that a cell lost and passed without', () => {
		const answers = gateSummary(cells).find((one) => one.gate === 'answers');
		expect(answers).toMatchObject({ passed: 3, of: 4 });
		expect(answers?.notes).toContainEqual(
			expect.stringMatching(
				/^prime\/go\/net-http\/.*: 1 of 8 windows did not pass\. 1 answers were wrong/,
			),
		);
	});
});

function measured(index: number) {
	const cell = cells[index];
	if (cell?.status !== 'measured') throw new Error(`${subjects[index]} was not measured.`);
	return cell;
}

function context() {
	const labelOf = (subject: string) => subjectLabel(subject);
	return { run: sampleRun(), cells: cells.filter(chart.draws), runCells: cells, labelOf };
}

function measuredRun() {
	const folder = runFolder(temporaryFolder(), '20260101-000000-prime-standard');
	const trials = Object.entries(wrongWindows).flatMap(([subject, wrong], index) =>
		Array.from({ length: rounds }, (_, round) => ({
			subject,
			order: index + 1,
			round: round + 1,
			isWrong: round < wrong,
		})),
	);
	const planned = trials.map(({ subject, order, round }) => plannedTrial(subject, order, round));
	writeJson(folder.plan, samplePlan({ id: folder.id, trials: planned, rounds }));
	writeJson(join(folder.path, 'session.json'), {
		startedAt,
		endedAt: startedAt,
		resumedAt: [],
		tools: { pacer: { version: '0.1.0', command: ['pacer'] } },
		labels: [],
	});
	for (const [index, { isWrong, round }] of trials.entries()) {
		const trial = planned[index];
		if (!trial) throw new Error('Every trial is planned.');
		const { id, implementation } = trial;
		writeJson(folder.build(implementation), { implementation, sourceSha256: '0'.repeat(64) });
		writeJson(folder.trial(id), { id, startedAt, earlierFailures: [], status: 'measured' });
		writeJson(folder.samples(id), [sampleAt(10), sampleAt(11)]);
		writeJson(folder.window(id, load), rawWindow(isWrong, round));
	}
	return folder;
}

const startedAt = '2026-01-01T00:00:00Z';

function plannedTrial(subject: string, order: number, round: number) {
	const [implementation = '', variant = ''] = subject.split(':');
	const [window] = sampleTrial().windows;
	if (!window) throw new Error('The sample has a window.');
	return sampleTrial({
		id: `prime/round-0${round}-trial-0${order}`,
		implementation,
		variant,
		round,
		order,
		windows: [{ ...window, load }],
	});
}

/** Its server used a little more CPU time in each round, in all subjects alike. */
function rawWindow(isWrong: boolean, round: number) {
	const speed = { dividerNs: 1e6, issueSlotsNs: 1e6, cacheNs: 1e6 };
	const counts = isWrong ? { ...rightAnswers, valid: 999, invalidStatus: 1 } : rightAnswers;
	const after = sampleAt(11, { serverCpuNs: 11 * 0.8e9 + round * 1e6 });
	return {
		load,
		definition: closedLoad,
		order: 1,
		startedAt,
		before: sampleAt(10),
		after,
		coreSpeed: { before: speed, after: speed },
		result: loadResult({ counts }),
	};
}
