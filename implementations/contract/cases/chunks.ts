import type { ContractCase } from '../contract-case.ts';
import { request } from '../http-connection.ts';
import { bodyPaths } from './body-paths.ts';
import { expectClosedAfter } from './smuggling.ts';

const SECOND = request('/ready');

/** What may stand where the last chunk should be, `0` and two ends of lines, and is none (RFC 9112 7.1). */
const MALFORMED: Record<string, string> = {
	...sizes({
		'with a plus': '+0',
		'with a minus': '-1',
		'in another notation': '0x0',
		'with a space before it': ' 0',
		'with a space inside': '0 0',
		'that is no number': 'z',
		'that is missing': '',
		'that is an extension alone': ';a=b',
		'beyond 64 bits': '10000000000000000',
		'of 20,000 digits': '1'.repeat(20_000),
		'with a NUL after it': '0\0',
		'with a carriage return after it': '0\r',
	}),
	'a chunk longer than its size': '1\r\nab\r\n0\r\n\r\n',
	'a chunk without the end of its line': '1\r\na0\r\n\r\n',
	'a chunk that another begins in': '5\r\na\r\n0\r\n\r\n',
};

export const chunkCases: ContractCase[] = [
	...Object.entries(MALFORMED).map(([name, chunk]): ContractCase => ({
		name: `${name}: closed, and nothing after it is answered`,
		// Who needs no body may have answered before it comes.
		run: (server) =>
			expectClosedAfter(
				server,
				`${head('GET', '/health')}${chunk}${SECOND}`,
				[200, 400, 413, 431, 501],
			),
	})),
	...bodyPaths.flatMap(({ method, target, workload, valid }) =>
		Object.entries(MALFORMED).map(([name, chunk]): ContractCase => ({
			name: `${method} ${target} with ${name}: refused and closed, whatever came before it`,
			workload,
			run: (server) => {
				const first = `${valid.length.toString(16)}\r\n${valid}\r\n`;
				const text = `${head(method, target)}${first}${chunk}${SECOND}`;
				return expectClosedAfter(server, text, [400, 413, 431]);
			},
		})),
	),
];

function sizes(sizes: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(sizes).map(([name, size]) => [`a size of a chunk ${name}`, `${size}\r\n\r\n`]),
	);
}

function head(method: string, target: string): string {
	const fields =
		'Host: contract.test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked';
	return `${method} ${target} HTTP/1.1\r\n${fields}\r\n\r\n`;
}
