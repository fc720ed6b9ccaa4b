import { describe, expect, it } from 'vitest';
import type { MeasuredCell } from '../core/schemas/cell.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { helloCpuPerRequest } from './hello-cpu-per-request.ts';
import { sampleContext, scatteredCell } from './samples.ts';
import { storeMemory } from './store-memory.ts';

const place = { experiment: 'hello', load: 'capacity' };

/** Cells of `hello` at capacity with this CPU time each, in microseconds. */
function helloCells(cpuUs: Record<string, number>, rounds = 6): MeasuredCell[] {
	return Object.entries(cpuUs).map(([subject, us]) =>
		scatteredCell(subject, { serverCpuMsPerRequest: us / 1000 }, place, rounds),
	);
}

const finding = (cells: MeasuredCell[]) =>
	helloCpuPerRequest.finding(sampleContext(helloCpuPerRequest, cells));

describe('a finding over many subjects', () => {
	const apart = {
		'node/express:single': 100,
		'go/net-http:single': 30.05,
		'go/chi:single': 30,
		'rust/hyper:multi-thread': 10,
	};

	it('gives both ends with their ratio, and those that the run does not rank', () => {
		expect(finding(helloCells(apart))).toMatch(
			/^CPU time per request runs from 10\.0 µs \(Rust hyper\) to 100 µs \(Node\.js Express\), (9\.9\d|10|10\.\d) times \([\d.]+ to [\d.]+\)\. No difference detected between Go net\/http and Go chi\.$/,
		);
	});

	it('claims neither ratio nor tie from one round', () => {
		expect(finding(helloCells(apart, 1))).toBe(
			'In only one round, CPU time per request ran from 10.0 µs (Rust hyper) to 100 µs (Node.js Express).',
		);
	});

	it('calls it no difference where even the ends are alike', () => {
		expect(finding(helloCells({ 'go/net-http:single': 30.05, 'go/chi:single': 30 }))).toMatch(
			/^No difference in CPU time per request detected between/,
		);
	});

	it('reads memory in megabytes', () => {
		expect(storeMemory.finding(sampleContext(storeMemory, cellsOfExperiment('store')))).toMatch(
			/^Resident memory runs from [\d.]+ MB \(Rust hyper\) to \d+ MB \(Node\.js /,
		);
	});
});
