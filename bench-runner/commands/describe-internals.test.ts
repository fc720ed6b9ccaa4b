import { expect, it } from 'vitest';
import { sampleRun } from '../../src/core/samples.ts';
import type { InternalsSummary } from '../../src/core/schemas/internals-summary.ts';
import { closedLoad } from '../samples.ts';
import { describeInternals } from './describe-internals.ts';

const instrumented = { planned: 2, measured: 2, failures: [] };

const go: InternalsSummary = {
	id: 'prime/go/net-http/single/1/capacity/internals',
	run: 'a-run',
	experiment: 'prime',
	implementation: 'go/net-http',
	variant: 'single',
	track: '1',
	load: 'capacity',
	loadDefinition: closedLoad,
	seconds: 1,
	counts: { valid: 10, invalid: 0, failed: 0 },
	processes: 1,
	lines: 9,
	metrics: {
		schedulingLatencyMsMax: { max: 4.25 },
		heapLiveBytes: { median: 2_500_000 },
		goroutines: { median: 18 },
	},
	series: [],
};
const rust: InternalsSummary = {
	...go,
	implementation: 'rust/axum',
	variant: 'inline',
	metrics: { workerBusyShare: { median: 0.97 }, aliveTasks: { median: 17 } },
};

it('prints a row a subject under the loads that were instrumented, with a dash for what a runtime does not tell', () => {
	const lines = describeInternals(sampleRun({ instrumented }), [go, rust]);
	expect(lines).toContain('capacity, server on 1 core');
	expect(rowsOf(lines, 'capacity, server on 1 core')).toEqual([
		['waited to run, worst ms', 'busy', 'heap MB', 'tasks', 'lines'],
		['go/net-http:single', '4.25', '-', '2.5', '18', '9'],
		['rust/axum:inline', '-', '0.97', '-', '17', '9'],
	]);
});

it('prints where the time went, and why it is not known of a subject', () => {
	const shares = { json: 0.412, memory: 0.2, http: 0.1, kernel: 0.25, other: 0.038 };
	const profiled = { ...go, profile: { samples: 700, shares, top: [] } };
	const refused = { ...rust, profileMissing: 'perf is not installed.' };
	const lines = describeInternals(sampleRun({ instrumented }), [profiled, refused]);
	const rows = rowsOf(lines, 'capacity, server on 1 core');
	expect(rows.slice(3)).toEqual([
		['share of CPU time', 'JSON', 'memory', 'HTTP', 'kernel', 'other', 'samples'],
		['go/net-http:single', '41 %', '20 %', '10 %', '25 %', '3.8 %', '700'],
		['No profile: perf is not installed.'],
	]);
});

it('names a trial that failed, and has nothing to say of a run without any', () => {
	const failures = [
		{ subject: 'go/net-http:single', track: '1', stage: 'load', reason: 'The server ended.' },
	];
	const run = sampleRun({ instrumented: { planned: 1, measured: 0, failures } });
	expect(describeInternals(run, [])).toContain('  go/net-http:single on 1 core: The server ended.');
	expect(describeInternals(sampleRun(), [])).toEqual([]);
});

function rowsOf(lines: readonly string[], title: string): string[][] {
	return lines.slice(lines.indexOf(title) + 1).map((line) => line.trim().split(/\s{2,}/));
}
