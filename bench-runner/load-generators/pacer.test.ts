import { describe, expect, it } from 'vitest';
import { closedLoad, loadResult, openLoad } from '../samples.ts';
import { temporaryFolder } from '../temporary.ts';
import type { LoadWindow } from './generator.ts';
import { LoadResultSchema } from './load-result.ts';
import { pacer, pacerBinary, pacerPlan } from './pacer.ts';

const operation = {
	method: 'GET' as const,
	path: '/prime?n=2000',
	expect: { status: 200, body: '{"é":1}' },
};
const window: LoadWindow = {
	port: 8080,
	load: closedLoad,
	operations: [{ id: 'n2000', weight: 1, operation }],
	seconds: 0.3,
	seed: 42,
	cpus: [1],
};

describe('pacerPlan', () => {
	it('says a closed loop in the words of pacer, with the length of the body in bytes', () => {
		expect(pacerPlan(window)).toEqual({
			host: '127.0.0.1',
			port: 8080,
			threads: 1,
			connections: 16,
			arrivals: { kind: 'closed' },
			seconds: 0.3,
			timeoutSeconds: 10,
			operations: [
				{
					id: 'n2000',
					weight: 1,
					method: 'GET',
					path: '/prime?n=2000',
					headers: {},
					body: null,
					expect: { status: 200, bodyBytes: 8 },
				},
			],
		});
	});

	it('gives an open loop its rate, its arrivals and the seed of the window', () => {
		expect(pacerPlan({ ...window, load: openLoad })).toMatchObject({
			connections: 16,
			arrivals: { kind: 'poisson', ratePerSecond: 500, seed: 42 },
		});
	});

	it('asks for a connection for each request where the load does, and says nothing otherwise', () => {
		const load = { ...openLoad, newConnections: true as const };
		expect(pacerPlan({ ...window, load })).toMatchObject({ connections: 16, newConnections: true });
		expect(pacerPlan({ ...window, load: openLoad })).not.toHaveProperty('newConnections');
	});

	it('says with what status a request may be refused, where it may', () => {
		const load = { ...openLoad, refusal: 503 };
		expect(pacerPlan({ ...window, load })).toMatchObject({
			operations: [{ expect: { status: 200, refusalStatus: 503 } }],
		});
		expect(JSON.stringify(pacerPlan(window))).not.toContain('refusalStatus');
	});

	it('says where it has its cores to itself, and may spin', () => {
		expect(pacerPlan({ ...window, ownCpus: true })).toMatchObject({ ownCores: true });
		expect(pacerPlan({ ...window, ownCpus: false })).not.toHaveProperty('ownCores');
	});

	it('says where its connections stay open for a while', () => {
		expect(pacerPlan({ ...window, keepsOpen: true })).toMatchObject({ keepOpenSeconds: 0.5 });
		expect(pacerPlan({ ...window, keepsOpen: false })).not.toHaveProperty('keepOpenSeconds');
	});

	it('passes on every operation of a mix with its weight, headers, body and parameters', () => {
		const write = {
			...operation,
			method: 'PUT' as const,
			path: '/items/{id}',
			headers: { 'content-type': 'application/json' },
			body: '{"id":{id}}',
			parameters: { id: { kind: 'uniform' as const, from: 1, to: 9 } },
		};
		const operations = [
			{ id: 'n2000', weight: 3, operation },
			{ id: 'write', weight: 1, operation: write },
		];
		const { path, headers, body, parameters } = write;
		expect(pacerPlan({ ...window, operations })).toMatchObject({
			operations: [
				{ id: 'n2000', weight: 3, body: null },
				{ id: 'write', weight: 1, method: 'PUT', path, headers, body, parameters },
			],
		});
	});
});

describe('the adapter of pacer', () => {
	const output = (standardOutput: string) => ({ standardOutput, folder: '/' });
	const { generator: _, ...sample } = loadResult();
	const printed = { pacerVersion: '0.1.0', startedAtUnixMs: 1, timer: 'timerfd', ...sample };

	it('hands the plan to the program and takes its result as it is', () => {
		const tool = { version: '0.1.0', command: ['pacer'] };
		const { command, input } = pacer.invoke(tool, window);
		expect(command).toEqual(['pacer', 'run']);
		expect(JSON.parse(input ?? '')).toEqual(pacerPlan(window));

		const { pacerVersion: _version, ...result } = printed;
		expect(pacer.read(output(JSON.stringify(printed)), window)).toEqual(result);
	});

	it('takes the connections that requests opened, and how long that took', () => {
		const connections = { ...sample.connections, established: 0, opened: 1000 };
		const opening = { ...printed, connections, connectTime: sample.responseTime };
		const result = pacer.read(output(JSON.stringify(opening)), window);
		expect(LoadResultSchema.parse({ ...sample, ...result, generator: 'pacer' })).toMatchObject({
			connections: { established: 0, opened: 1000 },
			connectTime: sample.responseTime,
		});
	});

	it.each([
		['nothing', '', /^The result of the load generator could not be read: .*JSON/],
		['half of it', '{"seconds":', /^The result of the load generator could not be read: /],
		[
			'another version',
			JSON.stringify({ ...printed, seconds: 'one' }),
			/^The result of the load generator is not valid: "seconds": /,
		],
	])('explains in a sentence that it got %s', (_name, text, sentence) => {
		expect(() => pacer.read(output(text), window)).toThrow(sentence);
	});

	it('says what to do where pacer is not built', () => {
		expect(() => pacerBinary(temporaryFolder())).toThrow(
			expect.objectContaining({
				message: 'The load generator is not built.',
				hint: 'Run npm start once.',
			}),
		);
	});
});
