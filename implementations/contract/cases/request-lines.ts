import { expectAnsweredOnce, type Allowed } from '../answers-once.ts';
import type { ContractCase } from '../contract-case.ts';

const REST = '\r\nHost: contract.test\r\n\r\n';
const refused: Allowed = [400, 'closed'];

/** Of another major version: 505 is the word for it, and a parser that knows one version calls it malformed. */
const otherVersion: Allowed = [400, 505, 'closed'];

/** Those that node:http's parser knows by name, and reads as HTTP/1.1: a server may, but need not, refuse (RFC 9110 2.5). */
const knownToSome: Allowed = [200, ...otherVersion];

/** What no router has: not there, not allowed, not known to the parser, or not HTTP. */
const unknownMethod: Allowed = [400, 405, 501, 'closed'];

/** The sets are what RFC 9110 and 9112 leave to a server; README.md says why each is that wide. */
const LINES: [name: string, line: string, allowed: Allowed][] = [
	['a method in small letters', 'get /health HTTP/1.1', unknownMethod],
	['a method nobody knows', 'FOO /health HTTP/1.1', unknownMethod],
	['a method of 1,000 letters', `${'A'.repeat(1_000)} /health HTTP/1.1`, unknownMethod],
	[
		'a method of 30,000 letters',
		`${'A'.repeat(30_000)} /health HTTP/1.1`,
		[...unknownMethod, 414, 431],
	],
	['a method with a colon', 'GE:T /health HTTP/1.1', unknownMethod],
	['a method that is not ASCII', 'G\xcbT /health HTTP/1.1', unknownMethod],
	['CONNECT to an authority', 'CONNECT contract.test:443 HTTP/1.1', [...unknownMethod, 404]],
	['a GET of an authority', 'GET contract.test:443 HTTP/1.1', [400, 404, 'closed']],
	['OPTIONS of the whole server', 'OPTIONS * HTTP/1.1', [400, 404, 405, 'closed']],
	['a GET of an asterisk', 'GET * HTTP/1.1', [400, 404, 'closed']],
	['a target without a slash', 'GET health HTTP/1.1', [400, 404, 'closed']],
	['no target', 'GET HTTP/1.1', refused],
	['an empty target', 'GET  HTTP/1.1', refused],
	['a target with a space', 'GET /hea lth HTTP/1.1', refused],
	['a target with a tab', 'GET /hea\tlth HTTP/1.1', [400, 404, 'closed']],
	['a target with a NUL', 'GET /health\0 HTTP/1.1', [400, 404, 'closed']],
	['a query with a NUL', 'GET /health?\0 HTTP/1.1', [200, 400, 'closed']],
	['a query that is not ASCII', 'GET /health?\xff\xc3\xa9 HTTP/1.1', [200, 400, 'closed']],
	['a path that is not ASCII', 'GET /h\xc3\xa9alth HTTP/1.1', [400, 404, 'closed']],
	['a target with a fragment', 'GET /health#top HTTP/1.1', [200, 400, 404, 'closed']],
	['an absolute form without a path', 'GET http://contract.test HTTP/1.1', [404, 400, 'closed']],
	['an absolute form of another host', 'GET http://other.test/health HTTP/1.1', [200, 400]],
	['an absolute form of https', 'GET https://contract.test/health HTTP/1.1', [200, 400, 404]],
	[
		'an absolute form of no scheme we know',
		'GET ftp://contract.test/health HTTP/1.1',
		[200, 400, 404, 'closed'],
	],
	['half an absolute form', 'GET http:/health HTTP/1.1', [200, 400, 404, 'closed']],
	['a space before the method', ' GET /health HTTP/1.1', [200, ...refused]],
	['two spaces before the version', 'GET /health  HTTP/1.1', [200, ...refused]],
	['a space after the version', 'GET /health HTTP/1.1 ', [200, ...refused]],
	// A request of HTTP/0.9 has no version, and would have ended with this line.
	['no version', 'GET /health', knownToSome],
	['HTTP/2.0', 'GET /health HTTP/2.0', knownToSome],
	['HTTP/3.0', 'GET /health HTTP/3.0', otherVersion],
	['HTTP/0.9', 'GET /health HTTP/0.9', knownToSome],
	['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM', [...otherVersion, 404, 405]],
	// RFC 9110 2.5: a higher minor version is to be read as the highest one known.
	['HTTP/1.2', 'GET /health HTTP/1.2', [200, ...otherVersion]],
	['a version in small letters', 'GET /health http/1.1', otherVersion],
	['a version of one figure', 'GET /health HTTP/1', otherVersion],
	['a version of many figures', 'GET /health HTTP/1.1000000000', otherVersion],
	['a version with a sign', 'GET /health HTTP/+1.1', otherVersion],
	['another protocol', 'GET /health ICY/1.1', otherVersion],
];

export const requestLineCases: ContractCase[] = [
	...LINES.map(([name, line, allowed]): ContractCase => ({
		name: `${name} in a request line is answered once or refused`,
		run: (server) => expectAnsweredOnce(server, line + REST, allowed),
	})),
	...[
		['an empty line', '\r\n'],
		['ten empty lines', '\r\n'.repeat(10)],
		['an empty line of a line feed', '\n'],
	].map(([name = '', before = '']): ContractCase => ({
		name: `a request after ${name} is answered or refused`,
		// RFC 9112 2.2: one empty line before a request should be ignored.
		run: (server) =>
			expectAnsweredOnce(server, `${before}GET /health HTTP/1.1${REST}`, [200, ...refused]),
	})),
	...['\n', '\r'].map((end): ContractCase => ({
		name: `a head whose lines end with ${end === '\n' ? 'a line feed' : 'a carriage return'} alone is answered once or refused`,
		// RFC 9112 2.2: a line feed alone may be taken for the end of a line; a carriage return may not.
		run: (server) =>
			expectAnsweredOnce(
				server,
				`GET /health HTTP/1.1${REST}`.replaceAll('\r\n', end),
				end === '\n' ? [200, ...refused] : refused,
			),
	})),
];
