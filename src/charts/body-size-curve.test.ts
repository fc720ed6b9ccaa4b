import { describe, expect, it } from 'vitest';
import { cellsOfExperiment } from './experiment-samples.ts';
import { jsonChanged } from './json-cpu.ts';
import { sampleContext, scatteredCell } from './samples.ts';
import type { CurveRow } from './curve-rows.ts';

describe('CPU time over the size of a body', () => {
	it('places each point at the size of what is sent', () => {
		const context = sampleContext(jsonChanged, cellsOfExperiment('json'));
		const rows: CurveRow[] = jsonChanged.rows(context);
		const places = [...new Set(rows.map((row) => row.at))];
		expect(places).toEqual([0.226, 4.994, 102.557]);
		expect(new Set(rows.map((row) => row.name + row.detail)).size).toBe(6);
	});

	it('gives both ends of the axis, and names the engine', () => {
		const context = sampleContext(jsonChanged, [
			...at('changed-2', { 'node/fastify:single': 0.02, 'go/net-http:single': 0.01 }),
			...at('changed-45', { 'node/fastify:single': 0.1, 'go/net-http:single': 0.1 }),
			...at('changed-900', { 'node/fastify:single': 1, 'go/net-http:single': 2 }),
		]);
		expect(jsonChanged.finding(context)).toMatch(
			/^CPU time of a request, with 0\.23 KB from 10\.0 µs \(Go json v1\) to 20\.0 µs \(Node\.js single\), [12]\.\d\d times \([\d. to]+\); with 100 KB from 1\.00 ms \(Node\.js single\) to 2\.00 ms \(Go json v1\), [12]\.\d\d times \([\d. to]+\)\.$/,
		);
	});

	it('says when there was only one round, and compares nothing', () => {
		const context = sampleContext(
			jsonChanged,
			at('changed-2', { 'node/fastify:single': 0.02, 'go/net-http:single': 0.01 }, 1),
		);
		expect(jsonChanged.finding(context)).toMatch(
			/^CPU time of a request, in only one round, with 0\.23 KB from [\d.]+ µs \(Go json v1\) to [\d.]+ µs \(Node\.js single\)\.$/,
		);
	});
});

function at(operation: string, cpuMs: Record<string, number>, rounds = 6) {
	return Object.entries(cpuMs).map(([subject, ms]) =>
		scatteredCell(
			subject,
			{ serverCpuMsPerRequest: ms },
			{
				id: `json/${subject}/${operation}`,
				experiment: 'json',
				workload: 'json',
				load: operation,
				loadDefinition: { kind: 'closed', operation, connections: 16, seconds: 1, tracks: ['1'] },
			},
			rounds,
		),
	);
}
