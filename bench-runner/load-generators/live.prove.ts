import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type GeneratorId, GeneratorIdSchema } from '../../src/core/schemas/generator.ts';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { startGuardian } from '../processes/guardian.ts';
import { findGenerator } from './index.ts';
import { runGenerator } from './run-generator.ts';
import { closed, open, windowOf } from './samples.ts';

/*
 * Each real tool against a server that counts for itself, answers after 5 ms and every tenth request with 503.
 * Tools that are not on PATH are built into `.tools/` first, which takes minutes.
 */

const root = join(import.meta.dirname, '../..');
const delayMs = 5;
const signal = new AbortController().signal;

let server: Server;
let served = 0;
let accepted = 0;

beforeEach(async () => {
	served = 0;
	accepted = 0;
	server = createServer((_request, response) => {
		served += 1;
		const isTenth = served % 10 === 0;
		void delay(delayMs).then(() => {
			response.writeHead(isTenth ? 503 : 200, { 'content-type': 'application/json' });
			response.end('{"message":"Hello, World!"}');
		});
	}).listen(0, '127.0.0.1');
	server.on('connection', () => {
		accepted += 1;
	});
	await new Promise((resolve) => server.once('listening', resolve));
	return () => server.close();
});

describe.each(GeneratorIdSchema.options)('%s', (id) => {
	it('counts in a closed loop what the server served, and sees the wrong answers', async () => {
		const result = await drive(id, closed);
		const { valid, invalidStatus } = result.counts;
		// What was in flight when the tool stopped is the server's alone.
		expect(valid + invalidStatus).toBeLessThanOrEqual(served);
		expect(valid + invalidStatus).toBeGreaterThanOrEqual(served - closed.connections);
		expect(invalidStatus / (valid + invalidStatus)).toBeCloseTo(0.1, 1);
		expect(result.counts.failed).toBe(0);
		expect(result.seconds).toBeGreaterThanOrEqual(0.9);
		// A shell that counts in ticks of 10 ms may see none of what wrk takes.
		expect(result.cpu).toBeDefined();
	});

	it('reports no answer as quicker than the server gives it', async () => {
		const { reported, responseTime } = await drive(id, closed);
		const p50 = reported?.latencyMsP50 ?? (responseTime?.mean ?? NaN) / 1000;
		// autocannon counts in whole milliseconds and cuts off the rest.
		expect(p50).toBeGreaterThanOrEqual(delayMs - 1);
		if (reported)
			expect(reported.latencyMsMax).toBeGreaterThanOrEqual(reported.latencyMsP50 ?? NaN);
	});

	it('keeps a rate, where it can keep one', async () => {
		const { openLoop, rateCeiling } = findGenerator(id).capabilities;
		if (openLoop.length === 0 && !rateCeiling) return;
		const ceiling = { ...closed, ratePerSecondMax: 100 };
		await drive(id, openLoop.length > 0 ? { ...open, ratePerSecond: 100 } : ceiling);
		expect(served).toBeGreaterThanOrEqual(90);
		expect(served).toBeLessThanOrEqual(110);
	});

	it('opens a connection for each request, where it can', async () => {
		if (!findGenerator(id).capabilities.newConnections) return;
		const { connections, connectTime } = await drive(id, { ...open, newConnections: true });
		expect(served).toBeGreaterThan(0);
		expect(accepted).toBe(served);
		expect(connections).toMatchObject({ established: 0, opened: served });
		expect(connectTime?.count).toBe(served);
	});
});

async function drive(id: GeneratorId, load: Load) {
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	const generator = findGenerator(id);
	const tool = await generator.prepare({ root, signal, report: () => {} });
	const { port } = server.address() as AddressInfo;
	const window = windowOf({ ...load, generator: id }, { port, cpus: undefined });
	return runGenerator(generator, tool, window, { guardian, signal });
}
