import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { parseText } from '../json-file.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { askedOperation, headerArguments, urlOf } from './asked-operation.ts';
import type { LoadGenerator, LoadWindow, ReadResult } from './generator.ts';
import { readRecords } from './oha-records.ts';
import { prepareTool } from './prepare-tool.ts';

const version = '1.15.0';
const records = 'records.sqlite';

/**
 * https://github.com/hatoo/oha. With a rate, requests leave in the rhythm of Tokio's timer, 1 ms
 * (tokio/src/time/sleep.rs); each counts from when it was sent, or with `--latency-correction` from when oha woke for it.
 */
export const oha: LoadGenerator = {
	id: 'oha',
	capabilities: {
		openLoop: ['uniform'],
		rateCeiling: false,
		intendedStart: true,
		mixedOperations: false,
		templates: false,
		histogram: 'raw',
		latencyResolutionUs: 1,
		paceResolutionUs: 1000,
		errorsInLatency: false,
		correction: {
			default: 'off',
			canSwitch: true,
			does: 'counts each request from when it was due, not from when it was sent',
		},
		knows: [],
	},
	prepare: (context) =>
		prepareTool(
			{
				id: 'oha',
				version,
				versionArguments: ['--version'],
				recipes: [
					{
						needs: ['cargo'],
						steps: [
							['cargo', 'install', 'oha', '--version', `=${version}`, '--locked', '--root', '.'],
						],
						command: (folder) => [join(folder, 'bin/oha')],
					},
				],
				install: `Install Rust with https://rustup.rs, or oha with \`cargo install oha --version ${version} --locked\`.`,
			},
			context,
		),
	invoke(tool, window) {
		const operation = askedOperation(window);
		const { load, cpus } = window;
		const open = load.kind === 'open' ? rateArguments(load) : [];
		return {
			command: [
				...tool.command,
				...['--no-tui', '--output-format', 'json', '--wait-ongoing-requests-after-deadline'],
				...['-c', String(load.connections), '-z', `${Math.round(window.seconds * 1000)}ms`],
				...open,
				...['-m', operation.method, ...headerArguments(operation)],
				...(operation.body === undefined ? [] : ['-d', operation.body]),
				urlOf(window, operation),
			],
			// It counts the machine's cores, whatever its affinity (src/main.rs, 1.15.0).
			...(cpus && { environment: { TOKIO_WORKER_THREADS: String(cpus.length) } }),
		};
	},
	read({ standardOutput, folder }, window) {
		const what = 'The result of oha';
		const parsed = parseText(standardOutput, what, JSON.parse);
		const path = join(folder, records);
		const { expect } = askedOperation(window);
		const raw = existsSync(path) ? readRecords(path, expect) : undefined;
		return resultOf(parseOrExplain(ResultSchema, parsed, what), window, raw);
	},
};

/** Raw records only where the rate bounds their number: in a closed loop, writing them would cost more than the load. */
function rateArguments(load: Extract<LoadWindow['load'], { kind: 'open' }>): string[] {
	const corrected = load.correction === 'on' ? ['--latency-correction'] : [];
	return ['-q', String(load.ratePerSecond), ...corrected, '--db-url', records];
}

const seconds = z.number().nonnegative().nullish();

/** The part of oha's JSON (schema.json, 1.15.0) that is read; where nothing was answered its figures are null. */
const ResultSchema = z.object({
	summary: z.object({
		total: z.number().nonnegative(),
		slowest: seconds,
		average: seconds,
		requestsPerSec: seconds,
	}),
	latencyPercentiles: z.object({ p50: seconds, p90: seconds, p95: seconds, p99: seconds }),
	statusCodeDistribution: z.record(z.string(), z.int().nonnegative()),
	errorDistribution: z.record(z.string(), z.int().nonnegative()),
});

function resultOf(
	{ summary, latencyPercentiles, statusCodeDistribution, errorDistribution }: OhaResult,
	window: LoadWindow,
	raw: ReturnType<typeof readRecords> | undefined,
): ReadResult {
	const expected = String(askedOperation(window).expect.status);
	const answers = sumOfKnown(...Object.values(statusCodeDistribution));
	const right = sumOfKnown(statusCodeDistribution[expected]);
	const valid = right - sumOfKnown(raw?.invalidLength);
	const corrected = window.load.correction === 'on';
	return {
		seconds: summary.total,
		interrupted: false,
		connections: { planned: window.load.connections },
		counts: {
			...scheduledBy(window),
			valid,
			invalidStatus: answers - right,
			...(raw && { invalidLength: raw.invalidLength }),
			failed: sumOfKnown(...Object.values(errorDistribution)),
		},
		answersInWindow: valid,
		statuses: statusCodeDistribution,
		...(corrected && raw?.responseTime && { responseTime: raw.responseTime }),
		...(raw && { serviceTime: raw.serviceTime }),
		reported: {
			...ms('latencyMsMean', summary.average),
			...ms('latencyMsP50', latencyPercentiles.p50),
			...ms('latencyMsP90', latencyPercentiles.p90),
			...ms('latencyMsP95', latencyPercentiles.p95),
			...ms('latencyMsP99', latencyPercentiles.p99),
			...ms('latencyMsMax', summary.slowest),
			...(typeof summary.requestsPerSec === 'number' && {
				throughputPerSecond: summary.requestsPerSec,
			}),
		},
	};
}

/** Not from how long it ran, because that holds the wait for the last answers. */
function scheduledBy({ load, seconds: length }: LoadWindow): { scheduled?: number } {
	return load.kind === 'open' ? { scheduled: Math.round(load.ratePerSecond * length) } : {};
}

type OhaResult = z.infer<typeof ResultSchema>;

function ms(name: keyof NonNullable<ReadResult['reported']>, value: number | null | undefined) {
	return typeof value === 'number' ? { [name]: value * 1000 } : {};
}
