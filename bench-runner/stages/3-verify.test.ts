import { createRequire } from 'node:module';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Workload } from '../../src/core/schemas/workload.ts';
import { startGuardian } from '../processes/guardian.ts';
import { createServices } from '../services.ts';
import { sampleCatalogue } from '../sample-catalogue.ts';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { describeFailures, verifySubject } from './3-verify.ts';

/** Answers as the proof wants, too much, or ends itself; nothing of the contract. */
const server = `
	require('node:http').createServer((request, response) => {
		if (request.url === '/ready') return response.end();
		if (request.url === '/crash') process.exit(3);
		response.end(request.url === '/right' ? '{}' : '{"more":1}');
	}).listen(Number(process.env.PORT), process.env.HOST);
`;

const library = createRequire(import.meta.url).resolve('ws');
const speaking = `
	const server = require('node:http').createServer((_, response) => response.end());
	new (require(${JSON.stringify(library)}).WebSocketServer)({ server }).on('connection', (socket, { url }) => {
		socket.on('message', (data) => socket.send(url === '/loud' ? String(data).toUpperCase() : String(data)));
	});
	server.listen(Number(process.env.PORT), process.env.HOST);
`;

describe('verifySubject', () => {
	it('names each proof that was answered wrongly, and none that was right', async () => {
		const { failures, checked } = await verify(server, ['/right', '/wrong']);
		expect(failures).toContain('GET /wrong answered 200 {"more":1}, not 200 {}.');
		expect(failures.filter((failure) => failure.includes('/right'))).toEqual([]);
		expect(checked).toBeGreaterThan(2);
	});

	it('sends the message of a WebSocket, and names a wrong answer', async () => {
		const message = { method: 'GET' as const, websocket: 'echo' as const, body: 'hello' };
		const proofs = ['/echo', '/loud'].map((path) => {
			return { ...message, path, expect: { status: 101, body: 'hello' } };
		});
		const { failures } = await verify(speaking, { ...workloadOf([]), proofs });
		expect(failures).toContain('A message on /loud was answered with HELLO, not hello.');
		expect(failures.filter((failure) => failure.includes('/echo'))).toEqual([]);
	});

	it('takes a server that dies of a request for a failure of that server', async () => {
		const { failures } = await verify(server, ['/crash']);
		expect(failures).toContainEqual(expect.stringMatching(/^GET \/crash got no answer: \w/));
	});

	it('takes a server that does not start for one, with what it said', async () => {
		const { failures } = await verify('console.log("no port"); process.exit(4);', ['/right']);
		expect(failures).toEqual(['go/net-http:single ended with exit code 4. It said: no port']);
	});
});

it('describeFailures shows the first failure and counts the others', () => {
	const outcome = (failures: string[]) => ({ subject: 'a', checked: 3, failures });
	expect(describeFailures(outcome([]))).toBeUndefined();
	expect(describeFailures(outcome(['One.']))).toBe('One.');
	expect(describeFailures(outcome(['One.', 'Two.', 'Three.']))).toBe('One. (and 2 more)');
});

function verify(script: string, asked: string[] | Workload) {
	const workload = Array.isArray(asked) ? workloadOf(asked) : asked;
	const folder = temporaryFolder();
	writeFiles(folder, { 'server.cjs': script });
	const catalogue = sampleCatalogue();
	const implementation = catalogue.implementations.get('go/net-http');
	if (!implementation?.variants['single']) throw new Error('The sample catalogue changed.');
	implementation.folder = folder;
	implementation.variants['single'].start = [process.execPath, 'server.cjs'];
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	return verifySubject(catalogue, 'go/net-http:single', [workload], {
		guardian,
		services: createServices(() => undefined),
	});
}

function workloadOf(paths: string[]): Workload {
	const expected = { status: 200, body: '{}' };
	return {
		id: 'prime',
		title: 'Prime',
		reason: 'A test.',
		operations: {},
		proofs: paths.map((path) => ({ method: 'GET', path, expect: expected })),
	};
}
