import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { oha } from './oha.ts';
import { captured, closed, open, windowOf, writing } from './samples.ts';

const tool = { version: '1.15.0', command: ['oha'] };
const always = ['--no-tui', '--output-format', 'json', '--wait-ongoing-requests-after-deadline'];
const url = 'http://127.0.0.1:8080/hello';

describe('the command of oha', () => {
	it('gives a closed loop its connections and its length', () => {
		expect(oha.invoke(tool, windowOf(closed, { seconds: 2.5 }))).toEqual({
			command: ['oha', ...always, '-c', '4', '-z', '2500ms', '-m', 'GET', url],
			environment: { TOKIO_WORKER_THREADS: '1' },
		});
	});

	it('asks for raw records at a rate, and for the correction only where the load does', () => {
		const { command } = oha.invoke(tool, windowOf(open, { cpus: undefined }));
		expect(command.join(' ')).toContain('-z 1000ms -q 20 --db-url records.sqlite');
		expect(oha.invoke(tool, windowOf(open, { cpus: undefined }))).not.toHaveProperty('environment');
		const corrected = oha.invoke(tool, windowOf({ ...open, correction: 'on' }));
		expect(corrected.command.join(' ')).toContain('-q 20 --latency-correction --db-url');
	});

	it('sends method, headers and body', () => {
		const { command } = oha.invoke(tool, writing(closed));
		expect(command.slice(-7)).toEqual([
			...['-m', 'POST', '-H', 'content-type: application/json', '-d', '{"name":"Ada"}'],
			url,
		]);
	});
});

describe('the result of oha', () => {
	const standardOutput = captured('oha-1.15.0.json');

	it('is what its user reads, and a histogram only where there are raw records', () => {
		const result = oha.read({ standardOutput, folder: temporaryFolder() }, windowOf(closed));
		expect(result).toMatchObject({
			connections: { planned: 4 },
			counts: { valid: 18, invalidStatus: 2, failed: 0 },
			answersInWindow: 18,
			statuses: { 200: 18, 503: 2 },
		});
		const { summary, latencyPercentiles } = JSON.parse(standardOutput);
		expect(result.seconds).toBe(summary.total);
		expect(result.reported).toEqual({
			latencyMsMean: summary.average * 1000,
			latencyMsP50: latencyPercentiles.p50 * 1000,
			latencyMsP90: latencyPercentiles.p90 * 1000,
			latencyMsP95: latencyPercentiles.p95 * 1000,
			latencyMsP99: latencyPercentiles.p99 * 1000,
			latencyMsMax: summary.slowest * 1000,
			throughputPerSecond: summary.requestsPerSec,
		});
		expect(result).not.toHaveProperty('serviceTime');
		expect(result.counts).not.toHaveProperty('invalidLength');
	});

	it('has the raw records as histograms, from the due time only where it was asked to correct', () => {
		const folder = temporaryFolder();
		const database = new DatabaseSync(join(folder, 'records.sqlite'));
		database.exec(captured('oha-1.15.0-records.sql'));
		database.exec('UPDATE oha SET len_bytes = 26 WHERE rowid = 1');
		database.close();
		const corrected = windowOf({ ...open, correction: 'on' });
		const result = oha.read({ standardOutput, folder }, corrected);
		expect(result.counts).toEqual({
			scheduled: 20,
			valid: 17,
			invalidStatus: 2,
			invalidLength: 1,
			failed: 0,
		});
		// The slowest: due at 0.001164353, sent at 0.001203133, answered at 0.015059323.
		expect(result.responseTime).toMatchObject({ count: 20, max: 13895 });
		expect(result.serviceTime).toMatchObject({ count: 20, max: 13856 });
		expect(oha.read({ standardOutput, folder }, windowOf(open))).not.toHaveProperty('responseTime');
	});

	it('has no latencies where nothing was answered', () => {
		const told = JSON.parse(standardOutput);
		Object.assign(told.summary, { slowest: null, average: null });
		Object.assign(told.latencyPercentiles, { p50: null, p90: null, p95: null, p99: null });
		told.statusCodeDistribution = {};
		told.errorDistribution = { 'Connection refused (os error 111)': 7 };
		const output = { standardOutput: JSON.stringify(told), folder: temporaryFolder() };
		const result = oha.read(output, windowOf(closed));
		expect(result.counts).toEqual({ valid: 0, invalidStatus: 0, failed: 7 });
		expect(Object.keys(result.reported ?? {})).toEqual(['throughputPerSecond']);
	});

	it('is refused in a sentence where it is not what oha prints', () => {
		const read = (text: string) =>
			oha.read({ standardOutput: text, folder: temporaryFolder() }, windowOf(closed));
		expect(() => read('Error')).toThrow(/^The result of oha could not be read: /);
		expect(() => read('{}')).toThrow(/^The result of oha is not valid: "summary": /);
	});
});
