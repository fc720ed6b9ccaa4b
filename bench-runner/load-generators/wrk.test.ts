import { describe, expect, it } from 'vitest';
import { captured, closed, windowOf, writing } from './samples.ts';
import { wrk } from './wrk.ts';

const tool = { version: '4.1.0', command: ['wrk'] };

describe('the command of wrk', () => {
	it('gives its one thread the connections and whole seconds, at least one', () => {
		const { command } = wrk.invoke(tool, windowOf(closed, { seconds: 2.6 }));
		expect(command.join(' ')).toBe(
			'wrk -t 1 -d 3s -c 4 --latency -s report.lua http://127.0.0.1:8080/hello',
		);
		expect(wrk.invoke(tool, windowOf(closed, { seconds: 0.2 })).command).toContain('1s');
	});

	it('sends method, headers and body from the script, whatever characters they have', () => {
		const script = wrk.invoke(tool, writing(closed)).files?.['report.lua'];
		expect(script).toContain('wrk.method = "POST"\n');
		expect(script).toContain('wrk.headers["content-type"] = "application/json"\n');
		expect(script).toContain(String.raw`wrk.body = "{\034name\034:\034Ada\034}"` + '\n');
	});
});

describe('the result of wrk', () => {
	const output = { standardOutput: captured('wrk-4.1.0.txt'), folder: '/' };

	it('is what it prints on the screen', () => {
		const result = wrk.read(output, windowOf(closed));
		expect(result).toMatchObject({
			connections: { planned: 4, connectFailures: 0 },
			counts: { valid: 735, invalidStatus: 82, timedOut: 0, failed: 0 },
			answersInWindow: 735,
			bytesReceived: 147_054,
		});
		const screen = (line: RegExp) => Number(line.exec(output.standardOutput)?.[1]);
		const { reported } = result;
		expect(reported?.latencyMsP50).toBeCloseTo(screen(/50% +([\d.]+)ms/), 2);
		expect(reported?.latencyMsP90).toBeCloseTo(screen(/90% +([\d.]+)ms/), 2);
		expect(reported?.latencyMsP99).toBeCloseTo(screen(/99% +([\d.]+)ms/), 1);
		expect(reported?.latencyMsMean).toBeCloseTo(screen(/Latency +([\d.]+)ms/), 2);
		expect(reported?.latencyMsMax).toBeCloseTo(screen(/Latency +\S+ +\S+ +([\d.]+)ms/), 2);
		expect(reported?.throughputPerSecond).toBeCloseTo(screen(/Requests\/sec: +([\d.]+)/), 2);
		expect(result).not.toHaveProperty('responseTime');
	});

	it('has no latencies where nothing was answered', () => {
		const nothing = output.standardOutput.replace('"requests":817', '"requests":0');
		const { reported } = wrk.read({ ...output, standardOutput: nothing }, windowOf(closed));
		expect(reported).toEqual({ throughputPerSecond: 0 });
	});

	it('is refused in a sentence where the script did not report', () => {
		const without = output.standardOutput.split('\n').slice(0, -2).join('\n');
		expect(() => wrk.read({ ...output, standardOutput: without }, windowOf(closed))).toThrow(
			/^The result of wrk could not be read: /,
		);
	});
});
