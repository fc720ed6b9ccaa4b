import { describe, expect, it } from 'vitest';
import { sampleRun } from '../core/samples.ts';
import type { Cell, MeasuredCell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { blockingNewConnections } from './blocking-new-connections.ts';
import { blockingOneCore } from './blocking.ts';
import { connectionsMemory } from './connections-memory.ts';
import { coresCpuPerRequest } from './cores-cpu-per-request.ts';
import type { Chart } from './chart.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { loadVsTail } from './load-vs-latency.ts';
import { offloadingBeside } from './offloading-beside.ts';
import { offloadingCpu } from './offloading-cpu.ts';
import { sampleContext, scatteredCell } from './samples.ts';
import { waitingLatency } from './waiting-latency.ts';

describe('blocking', () => {
	const cells = cellsOfExperiment('blocking').map((cell) =>
		measured(cell, ({ operations, percentiles }) => ({
			percentiles,
			...(operations && { operations: { u0: percentilesOf(3), u50000: percentilesOf(100) } }),
		})),
	);

	it('shows of a mix the requests that need nothing, and of them alone all', () => {
		const rows = blockingOneCore.rows(sampleContext(blockingOneCore, cells));
		const first = rows.filter((row) => row.name === 'Node.js').map((row) => row.value);
		expect(first).toEqual([8, 3, 3]);
		expect(rows.filter((row) => row.language === undefined).map((row) => row.name)).toEqual([
			...['no slow requests', '2 slow requests a second', '4 slow requests a second'],
		]);
	});

	it('says each subject’s tail beside the most slow requests, and the range without any', () => {
		expect(blockingOneCore.finding(sampleContext(blockingOneCore, cells))).toBe(
			'Beside 4 slow requests a second, p99 is 12.0 ms (Node.js single), 12.0 ms (Go single) and 12.0 ms (Rust inline). Without slow ones, p50 is 2.80 to 8.00 ms.',
		);
	});

	it('sets connecting, which the kernel does, before the answer, which the server gives', () => {
		const context = sampleContext(blockingNewConnections, cells);
		expect(blockingNewConnections.finding(context)).toBe(
			'The kernel had a new connection within 0.202 to 0.577 ms (p99). Until the answer on it, p99 is 12.0 ms (Node.js single), 12.0 ms (Go single) and 12.0 ms (Rust inline).',
		);
		const unknown = cells.map((cell) => measured(cell, () => ({ summary: {} })));
		expect(blockingNewConnections.finding(sampleContext(blockingNewConnections, unknown))).toBe(
			'Until the answer on it, p99 is 12.0 ms (Node.js single), 12.0 ms (Go single) and 12.0 ms (Rust inline).',
		);
	});
});

describe('offloading', () => {
	const cost = (subject: string, load: string, serverCpuMsPerRequest: number) =>
		scatteredCell(
			subject,
			{ serverCpuMsPerRequest },
			{
				experiment: 'offloading',
				load: `task-${load}`,
				loadDefinition: {
					...{ kind: 'closed', operation: load, connections: 16, seconds: 1, tracks: ['1'] },
				},
			},
		);
	const cells = [
		cost('node/http:single', 'u5', 0.03),
		cost('node/http:pool', 'u5', 0.09),
		cost('node/http:single', 'u500', 1),
		cost('node/http:pool', 'u500', 1.06),
		cost('rust/axum:inline', 'u5', 0.02),
		cost('rust/axum:spawn-blocking', 'u5', 0.03),
	];
	const unitCost = { experiment: 'offloading', track: '1' as const, unit: 'units', cpuNs: 2000 };

	it('finds the smallest task that costs little more, and what the smallest costs', () => {
		expect(offloadingCpu.finding(sampleContext(offloadingCpu, cells))).toMatch(
			/^Moving a task away costs at most 10 % more CPU from tasks of 500 units on \(Node\.js pool\), and in no task measured for Rust spawn blocking; the smallest task costs 3\.0\d times \(Node\.js pool\) and 1\.50 times \(Rust spawn blocking\)\.$/,
		);
	});

	it('places tasks by the milliseconds that a unit costs, where the run knows it of every subject', () => {
		const at = (subjects: string[]) => {
			const unitCosts = subjects.map((subject) => ({ ...unitCost, subject }));
			const context = { ...sampleContext(offloadingCpu, cells), run: sampleRun({ unitCosts }) };
			return offloadingCpu.table(context).rows.map(([, task]) => task);
		};
		expect(at(['node/http:pool', 'rust/axum:spawn-blocking'])).toEqual([
			...['5 units, 0.0100 ms', '500 units, 1.00 ms', '5 units, 0.0100 ms'],
		]);
		expect(at(['node/http:pool'])).toEqual(['5 units', '500 units', '5 units']);
	});

	it('shows a ratio of one round without an interval, and none without the other program', () => {
		const few = [
			scatteredOnce('node/http:single', 1),
			scatteredOnce('node/http:pool', 2),
			scatteredOnce('rust/axum:spawn-blocking', 2),
		];
		const rows = offloadingCpu.rows(sampleContext(offloadingCpu, few));
		const [pool, blocking] = rows;
		expect(pool?.value).toBeCloseTo(2, 1);
		expect(pool).not.toHaveProperty('low');
		expect(blocking).toMatchObject({ name: 'Rust', text: 'not measured' });
		expect(blocking).not.toHaveProperty('value');
	});

	it('crosses a ratio to a program that did not pass its gates', () => {
		const gates = [{ gate: 'steal', pass: false, reason: 'Somebody else was at work.' }];
		const context = sampleContext(
			offloadingCpu,
			cells.map((cell) => (cell.variant === 'inline' ? { ...cell, gates } : cell)),
		);
		const crossed = offloadingCpu.rows(context).filter((row) => row.failedGate);
		expect(crossed.map(({ name }) => name)).toEqual(['Rust']);
	});

	it('says who waits beside the tasks, on one core and on all', () => {
		const context = sampleContext(offloadingBeside, cellsOfExperiment('offloading'));
		expect(offloadingBeside.finding(context)).toMatch(
			/^On one core, p99 is .*\(Node\.js pool\).* On all cores, p99 is .*\(Node\.js cluster\)/,
		);
	});

	function scatteredOnce(subject: string, cpu: number): MeasuredCell {
		const { loadDefinition, load } = cost(subject, 'u50', cpu);
		const figures = { serverCpuMsPerRequest: cpu };
		return scatteredCell(subject, figures, { loadDefinition, load }, 1);
	}
});

describe('waiting', () => {
	it('takes the wait off every percentile and interval', () => {
		const cells = cellsOfExperiment('waiting').map((cell) =>
			measured(cell, () => ({ percentiles: percentilesOf(21) })),
		);
		const context = sampleContext(waitingLatency, cells);
		const [row] = waitingLatency.rows(context).filter(({ name }) => name === 'Go');
		expect(row).toMatchObject({ value: 1, low: 0.5, high: 2 });
		expect(waitingLatency.finding(context)).toMatch(
			/^Beyond the wait, without computation p50 is 1\.00 ms \(within 0\.00 ms of one another\), p99 64\.0 ms; with about 0\.1 ms of it/,
		);
	});
});

it('load and latency: half busy, nearly full, and how many times as long in the same server', () => {
	const cells = cellsOfExperiment('load-vs-latency').map((cell) => {
		const [, share = '0'] = cell.load.split('-');
		return measured(cell, () => ({ percentiles: percentilesOf(Number(share) ** 2 / 100) }));
	});
	const context = sampleContext(loadVsTail, cells);
	expect(loadVsTail.finding(context)).toBe(
		'p99 is 100 ms at 50 % of capacity, 324 ms at 90 %, which is 3.24 times as long in the same server.',
	);
	const without = cells.map((cell) => measured(cell, () => ({ percentiles: [] })));
	expect(loadVsTail.finding(sampleContext(loadVsTail, without))).toBeUndefined();
});

it('cores: what a request costs on one and on all, side by side and in no ratio', () => {
	const context = sampleContext(coresCpuPerRequest, cellsOfExperiment('cores'));
	expect(coresCpuPerRequest.finding(context)).toMatch(
		/^A request takes [\d.]+ to [\d.]+ ms of CPU on one core \(5 subjects\) and [\d.]+ to [\d.]+ ms of CPU on all cores \(6 subjects\)\.$/,
	);
	const headings = coresCpuPerRequest.rows(context).filter((row) => row.language === undefined);
	expect(headings.map(({ name }) => name)).toEqual(['one core', 'all cores']);
});

it.each([coresCpuPerRequest, offloadingCpu, connectionsMemory] as Chart[])(
	'$question says nothing of failed cells alone',
	(chart) => {
		const cells = cellsOfExperiment(chart.experiment).map(failed);
		expect(chart.finding(sampleContext(chart, cells))).toBeUndefined();
		expect(chart.table(sampleContext(chart, cells)).rows.length).toBeGreaterThan(0);
	},
);

function measured(cell: Cell, change: (cell: MeasuredCell) => Partial<MeasuredCell>): Cell {
	return cell.status === 'failed' ? cell : { ...cell, ...change(cell) };
}

/** p50 of so many milliseconds, p90, p95 and p99 of two, three and four times as many. */
function percentilesOf(medianMs: number) {
	return [50, 90, 95, 99].map((percentile, index) => {
		const valueMs = medianMs * (index + 1);
		return { percentile, valueMs, lowMs: valueMs - 0.5, highMs: valueMs + 1, exceedances: 100 };
	});
}

function failed(cell: Cell): Cell {
	const { id, run, experiment, workload, implementation, variant, duplicate } = cell;
	const { track, cores, generatorShared, load, loadDefinition } = cell;
	return {
		...{ id, run, experiment, workload, implementation, variant, duplicate },
		...{ track, cores, generatorShared, load, loadDefinition },
		status: 'failed',
		failure: { stage: 'load', reason: `${subjectOf(cell)} did not start.` },
	};
}
