import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { parseText } from '../json-file.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { urlOf } from './asked-operation.ts';
import type { LoadGenerator, LoadWindow } from './generator.ts';
import { prepareTool } from './prepare-tool.ts';

const version = '2.2.0';
const module = 'go.k6.io/k6/v2';

/**
 * https://github.com/grafana/k6. At a rate, a request that finds no idle virtual user is not sent but counted as a
 * dropped iteration, and latencies count from when a connection was there to send on (lib/netext/httpext/tracer.go,
 * 2.2.0): neither a late start nor a wait for a connection is part of them.
 */
export const k6: LoadGenerator = {
	id: 'k6',
	capabilities: {
		openLoop: ['uniform'],
		rateCeiling: false,
		intendedStart: false,
		mixedOperations: true,
		templates: false,
		histogram: 'quantiles',
		latencyResolutionUs: 1,
		// Go rounds shorter timers up (runtime/netpoll_epoll.go, Go 1.26).
		paceResolutionUs: 1000,
		errorsInLatency: true,
		knows: [],
	},
	prepare: (context) =>
		prepareTool(
			{
				id: 'k6',
				version,
				versionArguments: ['version'],
				recipes: [
					{
						needs: ['go'],
						// Not `go install`, which asks the module's own host for a newer version even where a proxy has this one.
						files: { 'go.mod': `module bench/k6\n\ngo 1.26\n\nrequire ${module} v${version}\n` },
						steps: [['go', 'build', '-mod=mod', '-trimpath', '-o', 'k6', module]],
						command: (folder) => [join(folder, 'k6')],
					},
				],
				install: 'Install it as https://grafana.com/docs/k6/latest/set-up/install-k6 says.',
			},
			context,
		),
	invoke(tool, window) {
		return {
			command: [
				...tool.command,
				...['run', '--quiet', '--no-usage-report', '--no-color', 'script.ts'],
			],
			files: {
				'script.ts': readFileSync(join(import.meta.dirname, 'k6/script.ts'), 'utf8'),
				'plan.json': JSON.stringify(k6Plan(window)),
			},
		};
	},
	read({ standardOutput }, window) {
		const what = 'The summary of k6';
		const parsed = parseText(standardOutput, what, JSON.parse);
		const { metrics, state } = parseOrExplain(SummarySchema, parsed, what);
		const requests = sumOfKnown(metrics.http_reqs?.values.count);
		const invalidStatus = sumOfKnown(metrics.invalid_status?.values.count);
		const timedOut = sumOfKnown(metrics.timed_out?.values.count);
		const failed = sumOfKnown(metrics.broke_off?.values.count);
		const valid = requests - invalidStatus - timedOut - failed;
		const latency = metrics.http_req_duration?.values;
		return {
			seconds: state.testRunDurationMs / 1000,
			interrupted: false,
			connections: { planned: window.load.connections },
			counts: {
				scheduled: sumOfKnown(requests, metrics.dropped_iterations?.values.count),
				sent: requests,
				valid,
				invalidStatus,
				timedOut,
				failed,
			},
			answersInWindow: valid,
			...(metrics.data_received && { bytesReceived: metrics.data_received.values.count }),
			...(metrics.data_sent && { bytesSent: metrics.data_sent.values.count }),
			reported: {
				...(latency && {
					latencyMsMean: latency.avg,
					latencyMsP50: latency.med,
					latencyMsP90: latency['p(90)'],
					latencyMsP95: latency['p(95)'],
					latencyMsP99: latency['p(99)'],
					latencyMsMax: latency.max,
				}),
				...(metrics.http_reqs && { throughputPerSecond: metrics.http_reqs.values.rate }),
			},
		};
	},
};

/** What `k6/script.ts` reads: a virtual user for each connection, because each has a connection of its own. */
function k6Plan(window: LoadWindow) {
	const { load } = window;
	const duration = `${window.seconds}s`;
	return {
		scenario:
			load.kind === 'closed'
				? { executor: 'constant-vus', vus: load.connections, duration }
				: {
						executor: 'constant-arrival-rate',
						rate: load.ratePerSecond,
						timeUnit: '1s',
						duration,
						preAllocatedVUs: load.connections,
						maxVUs: load.connections,
					},
		operations: window.operations.map(({ weight, operation }) => ({
			weight,
			method: operation.method,
			url: urlOf(window, operation),
			headers: operation.headers ?? {},
			body: operation.body ?? null,
			status: operation.expect.status,
		})),
	};
}

const amount = z.number().nonnegative();
const counter = z.object({ values: z.object({ count: z.int().nonnegative(), rate: amount }) });
const trend = z.object({
	values: z.object({
		avg: amount,
		med: amount,
		'p(90)': amount,
		'p(95)': amount,
		'p(99)': amount,
		max: amount,
	}),
});

/** The part of what `handleSummary` is given (2.2.0) that is read; a metric that never had a value is not there. */
const SummarySchema = z.object({
	state: z.object({ testRunDurationMs: amount }),
	metrics: z.object({
		http_reqs: counter.optional(),
		http_req_duration: trend.optional(),
		dropped_iterations: counter.optional(),
		invalid_status: counter.optional(),
		timed_out: counter.optional(),
		broke_off: counter.optional(),
		data_received: counter.optional(),
		data_sent: counter.optional(),
	}),
});
