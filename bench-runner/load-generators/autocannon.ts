import { join } from 'node:path';
import { z } from 'zod';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { parseText } from '../json-file.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { askedOperation, headerArguments, urlOf } from './asked-operation.ts';
import type { LoadGenerator } from './generator.ts';
import { prepareTool } from './prepare-tool.ts';

const version = '9.0.0';

/**
 * https://github.com/mcollina/autocannon: a closed loop that counts in whole milliseconds. Its `-R` is a ceiling: at
 * each second's start every connection sends its share as fast as answers come, then waits for the next second
 * (lib/httpClient.js, `reqsMadeThisSecond`). With a ceiling it also adds samples, as though a request had been due every
 * millisecond, whatever the rate (lib/run.js, `Math.ceil(1 / rate)`).
 */
export const autocannon: LoadGenerator = {
	id: 'autocannon',
	capabilities: {
		openLoop: [],
		rateCeiling: true,
		intendedStart: false,
		mixedOperations: false,
		templates: false,
		histogram: 'quantiles',
		latencyResolutionUs: 1000,
		paceResolutionUs: 1_000_000,
		errorsInLatency: false,
		correction: {
			default: 'on',
			canSwitch: true,
			does: 'adds a sample for every millisecond that an answer took',
		},
		threads: 1,
		knows: [],
	},
	prepare: (context) =>
		prepareTool(
			{
				id: 'autocannon',
				version,
				versionArguments: ['--version'],
				recipes: [
					{
						needs: ['npm'],
						// Without a package.json of its own it would be put into the nearest one above.
						files: { 'package.json': '{ "private": true }\n' },
						steps: [
							[
								'npm',
								'install',
								'--no-audit',
								'--no-fund',
								'--ignore-scripts',
								`autocannon@${version}`,
							],
						],
						command: (folder) => [
							process.execPath,
							join(folder, 'node_modules/autocannon/autocannon.js'),
						],
					},
				],
				install: `Install it with \`npm install --global autocannon@${version}\`.`,
			},
			context,
		),
	invoke(tool, window) {
		const operation = askedOperation(window);
		const { load } = window;
		const ceiling = load.kind === 'closed' && load.ratePerSecondMax;
		return {
			command: [
				...tool.command,
				...['-c', String(load.connections), '-d', String(window.seconds)],
				...(ceiling ? ['-R', String(ceiling)] : []),
				...(load.correction === 'off' ? ['--ignoreCoordinatedOmission'] : []),
				...(operation.method === 'GET' ? [] : ['-m', operation.method]),
				...headerArguments(operation, '='),
				...(operation.body === undefined ? [] : ['-b', operation.body]),
				'--json',
				urlOf(window, operation),
			],
		};
	},
	read({ standardOutput }, window) {
		const what = 'The result of autocannon';
		const parsed = parseText(standardOutput, what, JSON.parse);
		const told = parseOrExplain(ResultSchema, parsed, what);
		const byStatus = Object.entries(told.statusCodeStats).map(([status, { count }]) => ({
			status,
			count,
		}));
		const expected = String(askedOperation(window).expect.status);
		const countOf = (stats: typeof byStatus) => sumOfKnown(...stats.map(({ count }) => count));
		const valid = countOf(byStatus.filter(({ status }) => status === expected));
		const { average, p50, p90, p99, max, totalCount } = told.latency;
		return {
			seconds: told.duration,
			interrupted: false,
			connections: { planned: window.load.connections },
			counts: {
				valid,
				invalidStatus: countOf(byStatus) - valid,
				timedOut: told.timeouts,
				// Its errors are failed connections and time-outs together.
				failed: told.errors - told.timeouts,
			},
			answersInWindow: valid,
			statuses: Object.fromEntries(byStatus.map(({ status, count }) => [status, count])),
			bytesReceived: told.throughput.total,
			reported: {
				throughputPerSecond: told.requests.average,
				...(totalCount > 0 && {
					latencyMsMean: average,
					latencyMsP50: p50,
					latencyMsP90: p90,
					latencyMsP99: p99,
					latencyMsMax: max,
				}),
			},
		};
	},
};

const count = z.int().nonnegative();
const amount = z.number().nonnegative();

/** The part of its JSON (lib/aggregateResult.js, 9.0.0) that is read: seconds, milliseconds, bytes. */
const ResultSchema = z.object({
	duration: amount,
	errors: count,
	timeouts: count,
	statusCodeStats: z.record(z.string(), z.object({ count })),
	latency: z.object({
		average: amount,
		p50: amount,
		p90: amount,
		p99: amount,
		max: amount,
		totalCount: count,
	}),
	requests: z.object({ average: amount }),
	throughput: z.object({ total: count }),
});
