import { describe, expect, it, onTestFinished } from 'vitest';
import { startGroup } from '../processes/group.ts';
import { startGuardian } from '../processes/guardian.ts';
import { closedLoad, openLoad, pacerResult } from '../samples.ts';
import { temporaryFolder } from '../temporary.ts';
import { type PacerWindow, pacerPlan, readPacer, startPacer } from './pacer.ts';

const pacerWindow: PacerWindow = {
	port: 8080,
	load: closedLoad,
	operationId: 'n2000',
	operation: { method: 'GET', path: '/prime?n=2000', expect: { status: 200, body: '{"é":1}' } },
	seconds: 0.3,
	seed: 42,
	cpus: [1],
};

describe('pacerPlan', () => {
	it('says a closed loop in the words of pacer, with the length of the body in bytes', () => {
		expect(pacerPlan(pacerWindow)).toEqual({
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
		expect(pacerPlan({ ...pacerWindow, load: openLoad })).toMatchObject({
			connections: 16,
			arrivals: { kind: 'poisson', ratePerSecond: 500, seed: 42 },
		});
	});
});

describe('readPacer', () => {
	it('answers with the result', async () => {
		const result = pacerResult();
		expect(await readPacer(saying(JSON.stringify(result)))).toEqual(result);
	});

	it.each([
		['nothing', '', 0, /^The result of the load generator could not be read: .*JSON/],
		['half of it', '{"seconds":', 0, /^The result of the load generator could not be read: /],
		[
			'another version',
			JSON.stringify({ ...pacerResult(), seconds: 'one' }),
			0,
			/^The result of the load generator is not valid: "seconds": /,
		],
		[
			'why it failed',
			'no route',
			3,
			/^The load generator ended with exit code 3: it complained\.$/,
		],
	])('explains in a sentence that it got %s', async (_, text, code, sentence) => {
		await expect(readPacer(saying(text, code))).rejects.toThrow(sentence);
	});
});

it('says what to do where pacer is not built', () => {
	expect(() => startPacer(temporaryFolder(), pacerWindow, startedGuardian())).toThrow(
		expect.objectContaining({
			message: 'The load generator is not built.',
			hint: 'Run npm start once.',
		}),
	);
});

/** A program that prints the text as pacer would, and complains where it fails. */
function saying(text: string, code = 0) {
	return startGroup({
		command: ['/bin/sh', '-c', `cat; [ ${code} = 0 ] || echo it complained >&2; exit ${code}`],
		cwd: '/',
		input: text,
		captureOutput: true,
		guardian: startedGuardian(),
	});
}

function startedGuardian() {
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	return guardian;
}
