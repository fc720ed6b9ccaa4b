import { describe, test } from 'vitest';
import type { Implementation } from '../../../src/core/schemas/implementation.ts';
import { fakeSubject } from '../fake-subject.ts';
import type { Subject } from '../subjects.ts';
import { tracedProcessCases } from './traced.ts';

/** A front and a back that do all that the rules want, unless `FAULT` changes it. */
const SERVER = `
	import { randomBytes } from 'node:crypto';
	import { createServer, request as ask } from 'node:http';
	import { PbfWriter } from 'pbf';
	const { HOST, PORT, STORE_URL, OTEL_TRACES_EXPORTER = 'none', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = process.env;
	const { OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER_ARG = '1', OTEL_BSP_SCHEDULE_DELAY = '5000' } = process.env;
	let traced = OTEL_TRACES_EXPORTER === 'otlp';
	let pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-(0[01])$/;
	let sampler = (parent) => parent ? parent.sampled : Math.random() < Number(OTEL_TRACES_SAMPLER_ARG);
	let untraced = ['/health', '/ready'];
	let routeOf = (path) => path.replace(/[^/]+$/, '{id}');
	let statusOf = (status) => status >= 500 ? 'error' : 'unset';
	let clientStatus = (status) => status >= 400 ? 'error' : 'unset';
	let flags = (sampled) => sampled ? '01' : '00';
	let parentForBack = (client, server) => client.id;
	let waitMs = 2000;
	let queueSize = Number(process.env.OTEL_BSP_MAX_QUEUE_SIZE ?? 2048);
	let flushMs = 2000;
	let flushes = true;
	let extra = [];
	let awaitsExport = false;
	let exitStatus = 0;
	let type = 'application/x-protobuf';
	let service = OTEL_SERVICE_NAME;
	let refuses = () => { console.error('OTEL_EXPORTER_OTLP_ENDPOINT is not set.'); process.exit(1); };
	let badGateway = [502, '{"error":"bad gateway"}'];
	FAULT;
	if (traced && !endpoint) refuses();
	const KINDS = { internal: 1, server: 2, client: 3 };
	const id = (bytes) => randomBytes(bytes).toString('hex');
	const contextOf = (text) => {
		const [, traceId, parentId, flags] = pattern.exec(text ?? '') ?? [];
		return traceId && { traceId, id: parentId, sampled: flags === '01' };
	};
	const start = (kind, parent, name) => ({
		kind, name, traceId: parent?.traceId ?? id(16), id: id(8), parentId: parent?.id, status: 'unset', attributes: {},
		sampled: kind === 'server' ? sampler(parent) : parent.sampled,
	});
	let queue = [];
	const end = (span) => { if (traced && span.sampled && queue.length < queueSize) queue.push(span); };
	const write = (spans) => {
		const writer = new PbfWriter();
		const attribute = (field, to, key, value) => to.writeMessage(field, (_, pair) => {
			pair.writeStringField(1, key);
			pair.writeMessage(2, (_, any) => typeof value === 'string' ? any.writeStringField(1, value) : any.writeVarintField(3, value), 0);
		}, 0);
		writer.writeMessage(1, (_, resource) => {
			resource.writeMessage(1, (_, to) => attribute(1, to, 'service.name', service), 0);
			resource.writeMessage(2, (_, scope) => {
				for (const one of spans) scope.writeMessage(2, (_, span) => {
					span.writeBytesField(1, Buffer.from(one.traceId, 'hex'));
					span.writeBytesField(2, Buffer.from(one.id, 'hex'));
					if (one.parentId) span.writeBytesField(4, Buffer.from(one.parentId, 'hex'));
					span.writeStringField(5, one.name);
					span.writeVarintField(6, KINDS[one.kind]);
					for (const [key, value] of Object.entries(one.attributes)) attribute(9, span, key, value);
					if (one.status === 'error') span.writeMessage(15, (_, status) => status.writeVarintField(3, 2), 0);
				}, 0);
			}, 0);
		}, 0);
		return writer.finish();
	};
	let sending = Promise.resolve();
	const send = () => {
		if (queue.length === 0) return sending;
		const batch = queue.splice(0, Number(process.env.OTEL_BSP_MAX_EXPORT_BATCH_SIZE ?? 512));
		return sending = sending.then(() => fetch(endpoint + '/v1/traces', { method: 'POST', body: write(batch), headers: { 'content-type': type } })).catch(() => {});
	};
	let busy = false;
	const timer = setInterval(async () => { if (busy) return; busy = true; await send(); busy = false; }, Number(OTEL_BSP_SCHEDULE_DELAY));
	const fromBack = (path, context) => new Promise((resolve) => {
		const question = ask(STORE_URL + path, { headers: context ? { traceparent: context } : {}, agent: false }, async (answer) => {
			let body = '';
			for await (const chunk of answer) body += chunk;
			resolve([answer.statusCode, body]);
		});
		question.setTimeout(waitMs, () => question.destroy(new Error('slow')));
		question.on('error', () => resolve([...badGateway, true]));
		question.end();
	});
	const answerTo = async (path, server) => {
		const [, kind, text] = /^\\/(items|relay)\\/(.*)$/.exec(path) ?? [];
		if (kind === 'items') {
			const known = /^[1-9]\\d{0,3}$/.test(text) && Number(text) <= 1000;
			return known ? [200, '{"id":' + text + ',"name":"item ' + text + '"}'] : [404, '{"error":"not found"}'];
		}
		if (kind !== 'relay') return [200, '{"status":"ready"}'];
		if (!traced) return fromBack('/items/' + text);
		const client = start('client', server, 'GET');
		const context = ['00', client.traceId, parentForBack(client, server), flags(client.sampled)].join('-');
		const [status, body, failed] = await fromBack('/items/' + text, context);
		client.status = failed ? clientStatus(status) : 'unset';
		end(client);
		return [status, body];
	};
	const listener = createServer(async (request, response) => {
		const path = request.url;
		const span = start('server', contextOf(request.headers.traceparent), request.method + ' ' + routeOf(path));
		const [status, body] = await answerTo(path, span);
		span.status = statusOf(status);
		span.attributes = { 'http.request.method': request.method, 'http.route': routeOf(path), 'http.response.status_code': status };
		if (!untraced.includes(path)) { end(span); for (const kind of extra) end({ ...start(kind, span, 'more') }); }
		if (awaitsExport) await send();
		response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length });
		response.end(body);
	}).listen(Number(PORT), HOST, () => console.log('listening'));
	process.on('SIGTERM', async () => {
		clearInterval(timer);
		listener.close();
		listener.closeAllConnections();
		const flush = async () => { while (queue.length > 0) await send(); await sending; };
		if (flushes) await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, flushMs))]);
		process.exit(exitStatus);
	});
`;

const FAULTS: [rule: RegExp, fault: string][] = [
	[/one trace of three/, 'parentForBack = (client, server) => server.id'],
	[/one trace of three/, 'pattern = /^$/'],
	[/one trace of three/, "extra = ['internal']"],
	[/one trace of three/, 'routeOf = (path) => path'],
	[/one trace of three/, "type = 'application/json'"],
	[/one trace of three/, "service = 'both'"],
	[/one trace of three/, "statusOf = () => 'error'"],
	[/is no error/, "statusOf = (status) => status >= 400 ? 'error' : 'unset'"],
	[/is continued/, 'pattern = STORE_URL ? /^$/ : pattern'],
	[/malformed/, 'pattern = /^(?:00|ff)-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-(0[01])$/'],
	[/malformed/, 'pattern = /^00-([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-(0[01])$/'],
	[/malformed/, 'pattern = /^00-(?!0{32})([0-9a-f]{32})-([0-9a-f]{16})-(0[01])$/'],
	[/malformed/, 'pattern = /^00-(?!0{32})([0-9a-z]{31,32})-(?!0{16})([0-9a-f]{16})-(0[01])$/'],
	[/does not want traced/, 'sampler = () => true'],
	[/does not want traced/, "flags = () => '01'"],
	[/a share of 0/, 'sampler = (parent) => parent ? parent.sampled : true'],
	[/a share of 0/, 'sampler = (parent) => Math.random() < Number(OTEL_TRACES_SAMPLER_ARG)'],
	[/health is not traced/, 'untraced = []'],
	[/without an exporter/, 'traced = true'],
	[/is down is 502/, "statusOf = () => 'unset'"],
	[/is down is 502/, "clientStatus = () => 'unset'"],
	[/is down is 502/, "badGateway = [502, '{}']"],
	[/does not answer is 502/, 'waitMs = 8_000'],
	[/sink that is down/, 'exitStatus = 1'],
	[/sink that does not answer/, 'awaitsExport = true'],
	[/sink that does not answer/, 'flushMs = 30_000'],
	[/of more spans/, 'queueSize = 1e6'],
	[/SIGTERM sends/, 'flushes = false'],
	[/without an endpoint/, 'refuses = () => process.exit(1)'],
];

describe.concurrent('a system that does not trace as it should is found out', () => {
	test.for(FAULTS)('%s: %s', { timeout: 60_000 }, async ([which, fault], { expect }) => {
		const broken = tracedProcessCases.filter(({ name }) => which.test(name));
		expect(broken).toHaveLength(1);
		for (const { run } of broken) await expect(run(system(fault))).rejects.toThrow();
	});

	test.for(tracedProcessCases)('and one that does, passes: $name', ({ run }) => run(system('')));
});

/** The same script as a front, and as the part that the front names. */
function system(fault: string): Subject {
	const script = SERVER.replace('FAULT', () => fault);
	const subject = fakeSubject([process.execPath, '--input-type=module', '--eval', script], {
		traced: 'none',
	});
	const [variant] = Object.values(subject.implementation.variants);
	if (variant === undefined) throw new Error('The fake subject has no variant.');
	const back = { subject: 'node/fake:back', address: 'STORE_URL', environment: {} };
	const variants: Implementation['variants'] = {
		traced: { ...variant, parts: { back } },
		back: variant,
	};
	return { ...subject, variant: 'traced', implementation: { ...subject.implementation, variants } };
}
