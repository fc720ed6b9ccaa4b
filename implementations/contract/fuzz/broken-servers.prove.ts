import { describe, test } from 'vitest';
import { fakeSubject } from '../fake-subject.ts';
import { fuzz } from './fuzz-server.ts';

/** Serves `/hello` and what every server has, as it should, but for one line that stands in place of `FAULT`. */
const SERVER = `
	import { openSync } from 'node:fs';
	import { createServer } from 'node:http';
	const kept = [];
	const answers = {
		'/health': '{"status":"ok"}', '/ready': '{"status":"ready"}', '/hello': '{"message":"Hello, World!"}',
	};
	const server = createServer((request, response) => {
		const send = (status, body) => {
			response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
			response.end(body);
		};
		const { url, method, headers } = request;
		FAULT;
		const body = answers[url];
		if (body === undefined) return send(404, '{"error":{"code":"not-found","message":"Nothing."}}');
		send(200, body);
	});
	server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
	process.on('SIGTERM', () => {
		server.closeAllConnections();
		server.close(() => process.exit(ON_SIGTERM));
	});
`;

const STACK = "send(400, JSON.stringify({ error: new Error('no').stack }))";

const FAULTS: [name: string, fault: string, seen: RegExp][] = [
	[
		'ends',
		"if (url.includes('%')) throw new Error('gone')",
		/standard error: .*gone|ended with 1/s,
	],
	['ends without a word', "if (url.includes('%')) process.exit(3)", /nobody listens|ended with 3/],
	['fails', "if (url.includes('%')) return send(500, '{}')", /an answer of 500/],
	[
		'says that it is overloaded',
		"if (url.includes('%')) return send(503, '{}')",
		/an answer of 503/,
	],
	['shows a stack trace', `if (url.includes('%')) return ${STACK}`, /a stack trace/],
	['never answers', "if (url.includes('%')) return undefined", /stays open/],
	['writes a log', "if (url.includes('%')) console.error('odd', url)", /standard error: odd/],
	[
		'ends an answer early',
		"if (url.includes('%')) { response.writeHead(400, { 'Content-Length': 9 }); return response.write('{', () => request.socket.end()); }",
		/in the middle/,
	],
	[
		'writes what is no answer',
		"if (url.includes('%')) request.socket.write('HTTP/1.1 x')",
		/in the middle|expected an HTTP answer/,
	],
];

describe.concurrent('a server is found out that', () => {
	test.for(FAULTS)('%s for a percent sign', async ([, fault, seen], { expect }) => {
		const failing = fuzzed(fault, 0, 600);
		await expect(failing).rejects.toThrow(seen);
		await expect(failing).rejects.toThrow('FUZZ_SEED=7');
	});

	test('fails for a field, and the request that is printed is short and has it', async ({
		expect,
	}) => {
		const message = await fuzzed("if (headers.range) return send(500, '{}')", 0, 600).then(
			() => '',
			(error: Error) => error.message,
		);
		const [, text = ''] = /in 1 pieces.*\n(.*)$/.exec(message) ?? [];
		expect(text.toLowerCase()).toContain('range:');
		expect(text.length).toBeLessThan(60);
	});

	test('keeps something of each request', async ({ expect }) => {
		const failing = fuzzed('kept.push(Buffer.alloc(200_000, 1))', 0, 600);
		await expect(failing).rejects.toThrow(/went on growing: \d+ MiB/);
	});

	test.runIf(process.platform === 'linux')('loses files', async ({ expect }) => {
		const failing = fuzzed("if (url.includes('x')) openSync('/dev/null')", 0, 600);
		await expect(failing).rejects.toThrow(/went on growing: .* and \d+ files/);
	});

	test('does not end as it should', async ({ expect }) => {
		const failing = fuzzed('', 1, 200);
		await expect(failing).rejects.toThrow('the exit status after SIGTERM: expected 0, got 1');
	});

	test('answers wrongly afterwards', async ({ expect }) => {
		const spoilt = "if (url.includes('%')) answers['/hello'] = '{}'";
		await expect(fuzzed(spoilt, 0, 200)).rejects.toThrow('the body of GET /hello');
	});
});

test('a server without a fault passes', async () => {
	await fuzzed('', 0, 1_000);
});

function fuzzed(fault: string, exitCode: number, requests: number): Promise<void> {
	const code = SERVER.replace('FAULT', fault).replace('ON_SIGTERM', String(exitCode));
	const subject = fakeSubject(['node', '--input-type=module', '-e', code], { hello: 'hello.ts' });
	return fuzz(subject, { seed: 7, requests, bounded: false });
}
