import { describe, expect, it } from 'vitest';
import { autocannon } from './autocannon.ts';
import { captured, closed, windowOf, writing } from './samples.ts';

const tool = { version: '9.0.0', command: ['autocannon'] };
const limited = { ...closed, ratePerSecondMax: 500 };
const words = (...parameters: Parameters<typeof autocannon.invoke>) =>
	autocannon.invoke(...parameters).command.join(' ');

describe('the command of autocannon', () => {
	it('is the one that its users type, and asks for figures in JSON', () => {
		expect(words(tool, windowOf({ ...closed, connections: 100 }, { seconds: 10 }))).toBe(
			'autocannon -c 100 -d 10 --json http://127.0.0.1:8080/hello',
		);
	});

	it('has a ceiling where the load does, with its correction unless that is turned off', () => {
		expect(words(tool, windowOf(limited))).toContain(' -R 500 --json');
		expect(words(tool, windowOf({ ...limited, correction: 'off' }))).toContain(
			' -R 500 --ignoreCoordinatedOmission --json',
		);
	});

	it('sends method, headers and body', () => {
		expect(words(tool, writing(closed))).toContain(
			' -m POST -H content-type=application/json -b {"name":"Ada"} --json',
		);
	});
});

describe('the result of autocannon', () => {
	const standardOutput = captured('autocannon-9.0.0.json');
	const read = (text: string) =>
		autocannon.read({ standardOutput: text, folder: '/' }, windowOf(closed));

	it('is what its table shows', () => {
		const result = read(standardOutput);
		expect(result).toMatchObject({
			seconds: 1.01,
			connections: { planned: 4 },
			counts: { valid: 741, invalidStatus: 83, timedOut: 0, failed: 0 },
			answersInWindow: 741,
			statuses: { 200: 741, 503: 83 },
			bytesReceived: 148_308,
			reported: {
				latencyMsMean: 4.45,
				latencyMsP50: 5,
				latencyMsP90: 5,
				latencyMsP99: 8,
				latencyMsMax: 12,
				throughputPerSecond: 824,
			},
		});
		expect(result).not.toHaveProperty('responseTime');
	});

	it('tells time-outs from other errors, and has no latencies where nothing was answered', () => {
		const told = { ...JSON.parse(standardOutput), errors: 9, timeouts: 4, statusCodeStats: {} };
		told.latency.totalCount = 0;
		const result = read(JSON.stringify(told));
		expect(result.counts).toEqual({ valid: 0, invalidStatus: 0, timedOut: 4, failed: 5 });
		expect(Object.keys(result.reported ?? {})).toEqual(['throughputPerSecond']);
	});

	it('is refused in a sentence where it is not what autocannon prints', () => {
		expect(() => read('{"duration":1}')).toThrow(/^The result of autocannon is not valid: /);
	});
});
