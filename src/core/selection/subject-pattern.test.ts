import { expect, it } from 'vitest';
import { matchesAny } from './subject-pattern.ts';

it.each([
	['node/http:pool', [], true],
	['node/http:pool', ['node/http:pool'], true],
	['node/http:pool', ['node/http'], true],
	['node/http:pool', ['node/*'], true],
	['node/http:pool', ['*:pool'], true],
	['node/http:pool', ['go/*', '*/http:p*l'], true],
	['node/http:pool', ['go/*'], false],
	['node/http:pool', ['node/http:single'], false],
	['node/http:pool', ['node'], false],
	['node/http:pool', ['ode/http'], false],
	['node/http2:pool', ['node/http'], false],
	['go/net-http:single', ['go/net.http'], false],
])('%s under %j: %s', (subject, patterns, matches) => {
	expect(matchesAny(subject, patterns)).toBe(matches);
});
