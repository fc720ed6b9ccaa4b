import { describe, expect, it } from 'vitest';
import { sampleWindows } from '../core/samples.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { byLoad, latencyRows } from './latency-rows.ts';
import { layouts } from './layout.ts';
import { logTicks } from './log-ticks.ts';
import { passedFinding } from './passed-finding.ts';
import { primeCores } from './prime-cores.ts';
import { primeCpuPerRequest } from './prime-cpu-per-request.ts';
import { primeLatencyAtRate } from './prime-latency-at-rate.ts';
import { render } from './render.ts';
import { rateCell, sampleCells, sampleContext, scatteredCell } from './samples.ts';
import { listed, span } from './words.ts';

describe('CPU time per request', () => {
	it('calls a tie a tie, in the experiment’s order, and gives the others as ratios to their own program', () => {
		expect(primeCpuPerRequest.finding(sampleContext(primeCpuPerRequest))).toMatch(
			/^No difference in CPU time per request detected between Node\.js single, Node\.js pool, Go single, Rust inline and Rust spawn blocking \(\d\d(\.\d)?( to \d\d(\.\d)?)? ms\); Go as published has 1\.50 times \(1\.\d\d to 1\.\d\d\) that of Go single\.$/,
		);
	});

	it('says so where there were too few rounds to see much', () => {
		const figures = { serverCpuMsPerRequest: 30 };
		const few = (rounds: number) =>
			primeCpuPerRequest.finding(
				sampleContext(primeCpuPerRequest, [
					scatteredCell('node/http:single', figures, {}, rounds),
					scatteredCell('rust/axum:inline', figures, {}, 6),
				]),
			);
		expect(few(2)).toMatch(/^In only 2 rounds, no difference/);
		expect(few(1)).toMatch(/^In only one round, no difference/);
		expect(few(4)).toMatch(/^No difference/);
	});

	it('does not call a chain a tie: its ends differ, and what stands between ties with both', () => {
		const chain = sampleContext(primeCpuPerRequest, [
			scatteredCell('node/http:single', { serverCpuMsPerRequest: 30.35 }),
			scatteredCell('go/net-http:single', { serverCpuMsPerRequest: 30.15 }),
			scatteredCell('rust/axum:inline', { serverCpuMsPerRequest: 30 }),
		]);
		expect(primeCpuPerRequest.finding(chain)).toMatch(
			/^Rust inline has the least CPU time per request, 30\.0 ms; no difference from it detected in Go single; Node\.js single has 1\.01 times \(1\.\d\d to 1\.\d\d\) that of Rust inline\.$/,
		);
		expect(primeCpuPerRequest.rows(chain).some((row) => row.tied)).toBe(false);
		const less = scatteredCell('node/http:pool', { serverCpuMsPerRequest: 20 });
		expect(
			primeCpuPerRequest.finding(sampleContext(primeCpuPerRequest, [...chain.cells, less])),
		).toMatch(
			/^Node\.js pool has the least CPU time per request, 20\.0 ms; .*Go single has 1\.51 times .* that of Node\.js pool/,
		);
		const two = sampleContext(primeCpuPerRequest, [
			scatteredCell('node/http:single', { serverCpuMsPerRequest: 30.35 }, {}, 2),
			scatteredCell('go/net-http:single', { serverCpuMsPerRequest: 30.15 }, {}, 2),
			scatteredCell('rust/axum:inline', { serverCpuMsPerRequest: 30 }, {}, 2),
		]);
		expect(primeCpuPerRequest.finding(two)).toContain('only 2 rounds, no difference');
	});

	it('marks the tied lines, and only them', () => {
		const rows = primeCpuPerRequest.rows(sampleContext(primeCpuPerRequest));
		const untied = rows.filter((row) => row.tied !== true).map((row) => row.detail);
		expect(untied).toEqual(['single, again', 'as published']);
	});

	it('marks no line as tied where no two share rounds that passed', () => {
		const cells = sampleCells().map((cell) => {
			if (cell.status === 'failed') return cell;
			const windows = cell.windows.map((window) => ({ ...window, failedGates: ['foreign-cpu'] }));
			return { ...cell, windows };
		});
		const rows = primeCpuPerRequest.rows(sampleContext(primeCpuPerRequest, cells));
		expect(rows.some((row) => row.tied)).toBe(false);
		expect(rows.every((row) => row.value !== undefined)).toBe(true);
	});

	it('says of a lone subject what it has, without a comparison', () => {
		const cells = [scatteredCell('node/http:single', { serverCpuMsPerRequest: 12 })];
		expect(primeCpuPerRequest.finding(sampleContext(primeCpuPerRequest, cells))).toBe(
			'Node.js single has a CPU time per request of 12.0 ms.',
		);
	});

	it('keeps a subject whose every window was left out, with why in the table and no mark', async () => {
		const cells = sampleCells().map((cell) =>
			cell.implementation === 'go/net-http' ? leftOut(cell) : cell,
		);
		const context = sampleContext(primeCpuPerRequest, cells);
		const rows = primeCpuPerRequest.rows(context);
		expect(rows.filter((row) => row.text === 'left out')).toHaveLength(3);
		const { svg } = await render(primeCpuPerRequest.spec(layouts.wide, rows), rows, words);
		expect(svg).not.toContain('×');
		const table = primeCpuPerRequest
			.table(context)
			.rows.find(([subject]) => subject?.includes('Go'));
		expect(table).toEqual(['Go net/http, single', 'left out', '', '', 'not passed: quiet-machine']);
	});

	it('says of a subject that it did not keep up with the rate', () => {
		const cells = sampleCells().map((cell) => {
			if (cell.implementation !== 'go/net-http') return cell;
			const windows = sampleWindows([{}, {}]).map((one) => ({ ...one, failedGates: ['overload'] }));
			return { ...leftOut(cell), windows };
		});
		const rows = primeCpuPerRequest.rows(sampleContext(primeCpuPerRequest, cells));
		expect(rows.filter((row) => row.text === 'did not keep up')).toHaveLength(3);
	});

	it('keeps a failed subject in its place and says so', () => {
		const cells: Cell[] = sampleCells().map((cell) =>
			cell.implementation === 'go/net-http' ? failed(cell) : cell,
		);
		const rows = primeCpuPerRequest.rows(sampleContext(primeCpuPerRequest, cells));
		expect(rows.filter((row) => row.text === 'failed').map((row) => row.name)).toEqual([
			'Go',
			'Go',
			'Go',
		]);
	});
});

it('cores: who left a core idle, and who did not', () => {
	expect(primeCores.finding(sampleContext(primeCores))).toBe(
		'Of 2 cores, Node.js single kept 0.981 busy; Node.js pool, Go single, Go as published, Rust inline and Rust spawn blocking kept 1.96 busy.',
	);
});

describe('latency at a rate', () => {
	it('uses one high percentile for all subjects of a rate: the highest that each has', () => {
		const cells = [
			rateCell('node/http:single', 500, { 50: 1, 90: 2, 95: 3 }),
			rateCell('go/net-http:single', 500, { 50: 1, 90: 2, 95: 3, 99: 9 }),
			rateCell('node/http:single', 100, { 50: 1 }),
		];
		expect(byLoad({ cells, runCells: cells }).map(({ load, tail }) => [load, tail])).toEqual([
			['rate-100', undefined],
			['rate-500', 95],
		]);
		const context = sampleContext(primeLatencyAtRate, cells);
		expect(primeLatencyAtRate.finding(context)).toBe(
			'At 100 requests a second: p50 1.00 ms. At 500 requests a second: p50 1.00 ms, p95 3.00 ms.',
		);
	});

	it('heads each rate with the names of its columns, aligned with the figures below', () => {
		const rows = latencyRows(sampleContext(primeLatencyAtRate));
		const headings = rows.filter((row) => row.language === undefined);
		expect(headings.map((row) => row.name)).toEqual([
			'500 requests a second',
			'1,000 requests a second',
		]);
		expect(new Set(rows.map((row) => row.text.length)).size).toBe(1);
	});

	it('says in the table where there were too few requests, and never a zero', () => {
		const table = primeLatencyAtRate.table(sampleContext(primeLatencyAtRate));
		const row = table.rows.find(
			([subject, load]) => subject?.startsWith('Node.js') && load === '500 requests a second',
		);
		expect(row?.slice(-2)).toEqual(['too few requests', 'passed']);
	});
});

describe('a finding beside failed gates', () => {
	const gates = [{ gate: 'overload', pass: false, reason: 'The queue grew to the end.' }];
	const failing = (fails: (cell: Cell) => boolean) => {
		const cells = sampleCells().map((cell) => (fails(cell) ? { ...cell, gates } : cell));
		return passedFinding(primeLatencyAtRate, sampleContext(primeLatencyAtRate, cells));
	};

	it('names who is left out, under which load and by which gate', () => {
		const finding = failing(
			(cell) => cell.id.includes('rust/axum/inline') && cell.load === 'rate-500',
		);
		expect(finding).toMatch(
			/^At 500 .* A gate failed, so this leaves out Rust inline at rate-500 \(overload\)\.$/,
		);
	});

	it('tells whose server did not keep up from what a gate left out', () => {
		const windows = sampleWindows([{}, {}]).map((one) => ({ ...one, failedGates: ['overload'] }));
		const cells = sampleCells().map((cell) => {
			if (cell.status === 'failed' || cell.load !== 'rate-500') return cell;
			if (cell.id.includes('rust/axum/inline')) return { ...cell, gates, windows };
			return cell.id.includes('node/http/pool') ? { ...cell, gates } : cell;
		});
		expect(passedFinding(primeLatencyAtRate, sampleContext(primeLatencyAtRate, cells))).toMatch(
			/^At 500 .* Did not keep up: Rust inline at rate-500\. A gate failed, so this leaves out Node\.js pool at rate-500 \(overload\)\.$/,
		);
	});

	it('counts where they are many', () => {
		expect(failing((cell) => cell.load === 'rate-500')).toMatch(
			/^At 1,000 .* leaves out 6 of 12 figures\.$/,
		);
		expect(failing(() => true)).toBe('No figure of this chart passed its gates.');
		const windows = sampleWindows([{}]).map((one) => ({ ...one, failedGates: ['overload'] }));
		const cells = sampleCells().map((cell) => ({ ...cell, gates, windows }));
		expect(passedFinding(primeLatencyAtRate, sampleContext(primeLatencyAtRate, cells))).toBe(
			'Nobody kept up with the rate.',
		);
	});
});

describe('words', () => {
	it('joins names as a sentence does', () => {
		expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
	});

	it('gives a range once where both ends print alike', () => {
		expect(span([1.001, 1.002])).toBe('1.00');
		expect(span([3, 1, 2])).toBe('1.00 to 3.00');
	});

	it('chooses ticks that enclose the figures', () => {
		expect(logTicks(1.2, 18)).toEqual([1, 2, 5, 10, 20]);
		expect(logTicks(2, 5)).toEqual([2, 5]);
		expect(logTicks(0.03, 0.04)).toEqual([0.02, 0.05]);
	});
});

const words = { id: 'c', title: 't', description: 'd' };

function leftOut(cell: Cell): Cell {
	if (cell.status === 'failed') return cell;
	const gates = [{ gate: 'quiet-machine', pass: false, reason: '6 of 6 windows left out.' }];
	return { ...cell, gates, summary: {}, percentiles: [] };
}

function failed({ ...cell }: Cell): Cell {
	const { id, run, experiment, workload, implementation, variant, duplicate } = cell;
	const { track, cores, generatorShared, load, loadDefinition } = cell;
	return {
		...{ id, run, experiment, workload, implementation, variant, duplicate },
		...{ track, cores, generatorShared, load, loadDefinition },
		status: 'failed',
		failure: { stage: 'build', reason: 'It did not compile.' },
	};
}
