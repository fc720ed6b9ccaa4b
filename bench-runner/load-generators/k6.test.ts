import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LoadWindow } from './generator.ts';
import { k6 } from './k6.ts';
import { captured, closed, open, windowOf, writing } from './samples.ts';

const root = join(import.meta.dirname, '../..');
const tool = { version: '2.2.0', command: ['k6'] };
const planOf = (window: LoadWindow): unknown =>
	JSON.parse(k6.invoke(tool, window).files?.['plan.json'] ?? '');

describe('the script and the plan of k6', () => {
	it('keeps one virtual user for each connection in a closed loop', () => {
		expect(k6.invoke(tool, windowOf(closed)).command.join(' ')).toBe(
			'k6 run --quiet --no-usage-report --no-color script.ts',
		);
		expect(planOf(windowOf(closed))).toEqual({
			scenario: { executor: 'constant-vus', vus: 4, duration: '1s' },
			operations: [
				{
					weight: 1,
					method: 'GET',
					url: 'http://127.0.0.1:8080/hello',
					headers: {},
					body: null,
					status: 200,
				},
			],
		});
	});

	it('has no more virtual users than connections at a rate', () => {
		expect(planOf(windowOf(open))).toMatchObject({
			scenario: {
				executor: 'constant-arrival-rate',
				rate: 20,
				timeUnit: '1s',
				duration: '1s',
				preAllocatedVUs: 4,
				maxVUs: 4,
			},
		});
	});

	it('sends method, headers and body of each operation by its weight', () => {
		const headers = { 'content-type': 'application/json' };
		expect(planOf(writing(closed))).toMatchObject({
			operations: [{ weight: 1, method: 'POST', headers, body: '{"name":"Ada"}' }],
		});
	});

	it('has a script whose types are right, which k6 strips and does not check', () => {
		const compiler = join(root, 'node_modules/typescript/bin/tsc');
		const project = join(import.meta.dirname, 'k6');
		const check = () =>
			execFileSync(process.execPath, [compiler, '--noEmit', '-p', project], { encoding: 'utf8' });
		expect(check()).toBe('');
	}, 60_000);
});

describe('the result of k6', () => {
	const standardOutput = captured('k6-2.2.0.json');
	const read = (text: string) => k6.read({ standardOutput: text, folder: '/' }, windowOf(open));

	it('is its summary, and counts dropped iterations as requests that were due', () => {
		const result = read(standardOutput);
		expect(result).toMatchObject({
			seconds: 1.004408805,
			connections: { planned: 4 },
			counts: {
				scheduled: 901,
				sent: 667,
				valid: 600,
				invalidStatus: 67,
				timedOut: 0,
				failed: 0,
			},
			answersInWindow: 600,
			bytesReceived: 120_054,
			reported: {
				latencyMsMean: 4.676635175412286,
				latencyMsP50: 4.836179,
				latencyMsP90: 5.814293999999999,
				latencyMsP95: 5.885780799999999,
				latencyMsP99: 6.7241910800000015,
				latencyMsMax: 7.655031,
				throughputPerSecond: 664.0722350099271,
			},
		});
		expect(result).not.toHaveProperty('responseTime');
	});

	it('has no latencies where nothing was sent', () => {
		const told = JSON.parse(standardOutput);
		const { dropped_iterations } = told.metrics;
		const result = read(JSON.stringify({ ...told, metrics: { dropped_iterations } }));
		expect(result.counts).toMatchObject({ scheduled: 234, sent: 0, valid: 0 });
		expect(result.reported).toEqual({});
	});

	it('is refused in a sentence where it is not the summary', () => {
		expect(() => read('')).toThrow(/^The summary of k6 could not be read: /);
	});
});
