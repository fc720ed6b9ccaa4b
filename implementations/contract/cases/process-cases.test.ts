import { describe, test } from 'vitest';
import { fakeSubject } from '../fake-subject.ts';
import { internalsCases } from './internals.ts';
import { shutdownUnderLoadCases } from './shutdown-under-load.ts';

/** Serves `/hello`, each answer after 20 ms, so that some are always in flight. `FAULT` stands for what may be wrong. */
const SERVER = `
	import { appendFileSync } from 'node:fs';
	import { createServer } from 'node:http';
	let drains = true;
	let line = () => ({
		atUnixMs: Date.now(), eventLoopDelayMsP50: 1, eventLoopDelayMsP99: 1, eventLoopDelayMsMax: 1,
		eventLoopUtilisation: 0.5, gcPauses: 0, gcPauseMsTotal: 0, heapUsedBytes: 1, rssBytes: 1,
	});
	let everyMs = 100;
	let pid = process.pid;
	FAULT;
	const folder = process.env.INTERNALS_FOLDER;
	const write = () => appendFileSync(folder + '/' + pid + '.ndjson', JSON.stringify(line()) + '\\n');
	const timer = folder && setInterval(write, everyMs);
	const answers = {
		'/health': '{"status":"ok"}', '/ready': '{"status":"ready"}', '/hello': '{"message":"Hello, World!"}',
	};
	const server = createServer((request, response) => setTimeout(() => {
		const body = answers[request.url] ?? '{}';
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
		response.end(body);
	}, 20));
	server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
	process.on('SIGTERM', () => {
		if (!drains) process.exit(0);
		clearInterval(timer);
		server.close(() => process.exit(0));
		setTimeout(() => server.closeIdleConnections(), 50);
	});
`;

const FAULTS: [fault: string, seen: RegExp][] = [
	['drains = false', /requests that failed: .*GET \/hello/],
	['delete process.env.INTERNALS_FOLDER', /the processes that wrote/],
	['pid = 1', /the processes that wrote: expected "\d+", got "1"/],
	['everyMs = 400', /every 100 ms, got gaps of/],
	['everyMs = 10', /every 100 ms, got gaps of/],
	["line = () => ({ atUnixMs: 1, heap: '1' })", /line 1 of the internals/],
	['const was = line; line = () => ({ ...was(), atUnixMs: Date.now() - 1e6 })', /before the start/],
	[
		'const was = line; line = () => { const { eventLoopDelayMsP99, ...rest } = was(); return rest }',
		/figures that no line .*eventLoopDelayMsP99/,
	],
	["process.on('SIGTERM', () => console.error('bye'))", /standard error: expected "", got "bye/],
];

const cases = [...internalsCases, ...shutdownUnderLoadCases];

describe.concurrent('processes that do not as they should are found out', () => {
	// A server that a busy machine leaves waiting hears of the signal after its answers, and then has no fault to be seen.
	test.for(FAULTS)('%s', { retry: 3 }, async ([fault, seen], { expect }) => {
		const outcomes = await Promise.allSettled(cases.map(({ run }) => run(subject(fault))));
		const messages = outcomes.flatMap((outcome) =>
			outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [],
		);
		expect(messages.join('\n')).toMatch(seen);
	});

	test('and those that do, pass', async () => {
		for (const { run } of cases) await run(subject(''));
	});
});

function subject(fault: string) {
	const code = SERVER.replace('FAULT', fault);
	return fakeSubject(['node', '--input-type=module', '-e', code], { hello: 'hello.ts' });
}
