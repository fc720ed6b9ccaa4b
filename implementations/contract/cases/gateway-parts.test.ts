import { describe, test } from 'vitest';
import { fakeSubject } from '../fake-subject.ts';
import { gatewayPartCases } from './gateway-parts.ts';

/** A gateway that does all that the rules want, unless `FAULT` changes it. */
const GATEWAY = `
	import { Agent, createServer, request as begin } from 'node:http';
	const { AUTH_URL, COMPUTE_URL, PART_WAIT_MS = '2000', HOST, PORT } = process.env;
	let passed = ['traceparent', 'x-request-id'];
	let checks = (subject) => typeof subject === 'string' && /^[!-~]+$/.test(subject);
	let tellsWho = (subject) => ({ 'x-user-id': subject });
	let codeOf = (error) => error.name === 'AbortError' ? [504, 'gateway-timeout', 'took too long'] : [502, 'bad-gateway', 'gave no answer'];
	let waitMs = Number(PART_WAIT_MS);
	let forgets = false;
	let isReady = () => true;
	let whole = (body, announced) => body;
	let broken = false;
	let isStale = (asked, { code }) => asked.reusedSocket && code === 'ECONNRESET';
	let repeatsCut = false;
	FAULT;
	const agent = new Agent({ keepAlive: true });
	const once = (url, options) =>
		new Promise((resolve, reject) => {
			const asked = begin(url, { agent, ...options }, async (answer) => {
				const chunks = [];
				try {
					for await (const chunk of answer) chunks.push(chunk);
					resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() });
				} catch (error) {
					reject(Object.assign(error, { again: repeatsCut }));
				}
			});
			asked.on('error', (error) => reject(Object.assign(error, { again: isStale(asked, error) })));
			asked.end();
		});
	const untilNew = (url, options) =>
		once(url, options).catch((error) => {
			if (!error.again) throw error;
			return untilNew(url, options);
		});
	const ask = async (url, { headers, socket }, more) => {
		const taken = Object.fromEntries(passed.flatMap((name) => headers[name] ? [[name, headers[name]]] : []));
		const signal = AbortSignal.timeout(waitMs);
		if (broken) throw new Error('down');
		try {
			return await untilNew(url, { signal, headers: { 'x-forwarded-for': '127.0.0.1', ...taken, ...more } });
		} catch (error) {
			broken = forgets;
			throw error;
		}
	};
	const send = (response, status, body) => {
		response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length });
		response.end(body);
	};
	const own = { '/hello': '{"message":"Hello, World!"}', '/ready': '{"status":"ready"}' };
	createServer(async (request, response) => {
		const path = request.url;
		if (own[path]) return send(response, path === '/ready' && !isReady() ? 503 : 200, own[path]);
		try {
			let who = {};
			if (path.startsWith('/gateway')) {
				const { authorization } = request.headers;
				const { status, body } = await ask(AUTH_URL + '/me', request, { authorization });
				if (status !== 200) return send(response, status, body);
				const { subject } = JSON.parse(body);
				if (!checks(subject)) throw new Error('no subject');
				who = tellsWho(subject);
			}
			const { status, body } = await ask(COMPUTE_URL + path.replace('/gateway', ''), request, who);
			send(response, status, body);
		} catch (error) {
			isReady();
			const [status, code, what] = codeOf(error);
			send(response, status, JSON.stringify({ error: { code, message: 'A service behind this one ' + what + '.' } }));
		}
	}).listen(Number(PORT), HOST, () => console.log('listening'));
`;

const FAULTS: [rule: RegExp, fault: string][] = [
	[/learn of the trace/, "passed = ['x-request-id']"],
	[/learn of the trace/, "passed = ['traceparent']"],
	[/learn of the trace/, "passed.push('x-forwarded-for')"],
	[/learn of the trace/, "passed.push('authorization')"],
	[/learn of the trace/, "passed.push('x-user-id'); tellsWho = () => ({})"],
	[/learn of the trace/, 'tellsWho = () => ({})'],
	[/is slow/, "codeOf = () => [502, 'bad-gateway', 'gave no answer']"],
	[/is slow/, 'waitMs = 5_000'],
	[/502 in time/, "codeOf = () => [500, 'internal', 'failed']"],
	[/502 in time/, 'forgets = true'],
	[/502 in time/, 'let asked = 0; isReady = () => { asked += 1; return asked < 4 }'],
	[/asked again/, 'isStale = () => false'],
	[/asked again/, 'let more = 1; isStale = (asked) => asked.reusedSocket || more-- > 0'],
	[/asked again/, 'repeatsCut = true'],
	[/lets nobody/, 'checks = () => true'],
	[/lets nobody/, "checks = (subject) => typeof subject === 'string'"],
];

/** The rule of a killed program starts a server of this repository, so it is not asked of a fake. */
const cases = gatewayPartCases.filter(({ name }) => !name.includes('killed'));

describe.concurrent('a gateway that does not as it should is found out', () => {
	test.for(FAULTS)('%s: %s', { timeout: 60_000 }, async ([which, fault], { expect }) => {
		const broken = cases.filter(({ name }) => which.test(name));
		expect(broken).toHaveLength(1);
		for (const { run } of broken) await expect(run(gateway(fault))).rejects.toThrow();
	});

	test.for(cases)('and one that does, passes: $name', ({ run }) => run(gateway('')));
});

function gateway(fault: string) {
	const script = GATEWAY.replace('FAULT', () => fault);
	return fakeSubject([process.execPath, '--input-type=module', '--eval', script], {
		gateway: 'none',
	});
}
