import { join } from 'node:path';
import { z } from 'zod';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { parseText } from '../json-file.ts';
import { askedOperation, urlOf } from './asked-operation.ts';
import type { LoadGenerator } from './generator.ts';
import { prepareTool, type Recipe } from './prepare-tool.ts';

const version = '4.1.0';

/**
 * https://github.com/wg/wrk: a closed loop. Before it prints, it adds to its latencies those that a late answer kept it
 * from measuring, as it supposes (`stats_correct` in src/wrk.c, 4.1.0); a script is given them with these.
 */
export const wrk: LoadGenerator = {
	id: 'wrk',
	capabilities: {
		openLoop: [],
		rateCeiling: false,
		intendedStart: false,
		mixedOperations: false,
		templates: false,
		histogram: 'buckets',
		latencyResolutionUs: 1,
		errorsInLatency: false,
		correction: {
			default: 'on',
			canSwitch: false,
			does: 'adds the latencies of requests that it supposes a late answer kept it from sending',
		},
		threads: 1,
		knows: [],
	},
	prepare: (context) =>
		prepareTool(
			{
				id: 'wrk',
				version,
				versionArguments: ['-v'],
				recipes: [fromDebian, fromSource],
				install:
					'On Debian or Ubuntu: sudo apt-get install wrk; on macOS: brew install wrk; else https://github.com/wg/wrk.',
			},
			context,
		),
	invoke(tool, window) {
		const operation = askedOperation(window);
		return {
			command: [
				...tool.command,
				// It takes whole seconds only.
				...['-t', '1', '-d', `${Math.max(1, Math.round(window.seconds))}s`],
				...['-c', String(window.load.connections), '--latency', '-s', 'report.lua'],
				urlOf(window, operation),
			],
			files: { 'report.lua': reportScript(operation) },
		};
	},
	read({ standardOutput }, window) {
		const what = 'The result of wrk';
		// After what it prints for people.
		const line = standardOutput.trimEnd().split('\n').at(-1) ?? '';
		const told = parseOrExplain(ResultSchema, parseText(line, what, JSON.parse), what);
		const { errors, latencyUs } = told;
		const valid = Math.max(0, told.requests - errors.status - errors.timeout);
		const seconds = told.durationUs / 1e6;
		return {
			seconds,
			interrupted: false,
			connections: { planned: window.load.connections, connectFailures: errors.connect },
			counts: {
				valid,
				invalidStatus: errors.status,
				timedOut: errors.timeout,
				failed: errors.connect + errors.read + errors.write,
			},
			answersInWindow: valid,
			bytesReceived: told.bytes,
			reported: {
				throughputPerSecond: told.requests / seconds,
				...(told.requests > 0 && {
					latencyMsMean: latencyUs.mean / 1000,
					latencyMsP50: latencyUs.p50 / 1000,
					latencyMsP90: latencyUs.p90 / 1000,
					latencyMsP99: latencyUs.p99 / 1000,
					latencyMsMax: latencyUs.max / 1000,
				}),
			},
		};
	},
};

/** Without root: the package's files, with the library that it brings, in a folder of ours. */
const fromDebian: Recipe = {
	needs: ['apt-get', 'dpkg'],
	steps: [
		['apt-get', 'download', 'wrk', 'libluajit-5.1-2'],
		['sh', '-c', 'for package in *.deb; do dpkg -x "$package" . || exit 1; done'],
		['sh', '-c', 'cp usr/lib/*/libluajit* .'],
	],
	command: (folder) => ['env', `LD_LIBRARY_PATH=${folder}`, join(folder, 'usr/bin/wrk')],
};

const fromSource: Recipe = {
	needs: ['git', 'make', 'cc', 'perl', 'unzip'],
	steps: [
		['git', 'clone', '--depth', '1', '--branch', version, 'https://github.com/wg/wrk.git', '.'],
		['make'],
	],
	command: (folder) => [join(folder, 'wrk')],
};

const count = z.int().nonnegative();
const amount = z.number().nonnegative();

/** What the script below prints. */
const ResultSchema = z.strictObject({
	durationUs: count,
	requests: count,
	bytes: count,
	errors: z.strictObject({
		connect: count,
		read: count,
		write: count,
		status: count,
		timeout: count,
	}),
	latencyUs: z.strictObject({ mean: amount, p50: amount, p90: amount, p99: amount, max: amount }),
});

/** Its figures as the screen has them, in full: the screen rounds to three digits. */
function reportScript({ method, headers = {}, body }: Operation): string {
	const text = (value: string) => `"${value.replaceAll(/[\\"\n\r]/g, escapeLua)}"`;
	return [
		`wrk.method = ${text(method)}`,
		...Object.entries(headers).map(
			([name, value]) => `wrk.headers[${text(name)}] = ${text(value)}`,
		),
		...(body === undefined ? [] : [`wrk.body = ${text(body)}`]),
		doneFunction,
	].join('\n');
}

function escapeLua(character: string): string {
	return `\\${String(character.charCodeAt(0)).padStart(3, '0')}`;
}

const doneFunction = `
function done(summary, latency, requests)
	local e = summary.errors
	io.write(string.format('{"durationUs":%d,"requests":%d,"bytes":%d,', summary.duration, summary.requests, summary.bytes))
	io.write(string.format('"errors":{"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d},', e.connect, e.read, e.write, e.status, e.timeout))
	io.write(string.format('"latencyUs":{"mean":%f,"p50":%f,"p90":%f,"p99":%f,"max":%f}}\\n', math.max(0, latency.mean), latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))
end
`;
