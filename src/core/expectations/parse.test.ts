import { describe, expect, it } from 'vitest';
import { parseExpectation } from './parse.ts';

const place = {
	left: 'go/net-http:single',
	right: 'node/http:single',
	metric: 'serverCpuMsPerRequest',
	load: 'capacity-n20000',
	track: '1',
};
const tail = 'in serverCpuMsPerRequest at capacity-n20000 on 1';

describe('parseExpectation', () => {
	it.each(['<', '>', '<=', '>='])('reads the order %s', (operator) => {
		const text = `go/net-http:single ${operator} node/http:single ${tail}`;
		expect(parseExpectation(text)).toEqual({ kind: 'order', operator, text, ...place });
	});

	it('reads that two are alike', () => {
		const text = `go/net-http:single ~ node/http:single ${tail} within 25 %`;
		expect(parseExpectation(text)).toEqual({
			kind: 'about',
			times: 1,
			within: 0.25,
			text,
			...place,
		});
	});

	it('reads a multiple, with or without decimals and the space before the per cent', () => {
		const text = `go/net-http:single is about 1.5 times node/http:single ${tail} within 12.5%`;
		expect(parseExpectation(text)).toMatchObject({ kind: 'about', times: 1.5, within: 0.125 });
	});

	it('reads the experiment before the load, where a line needs it', () => {
		const text = 'rust/axum:inline < go/chi:single in serverCpuMsPerRequest at hello/capacity on 1';
		expect(parseExpectation(text)).toMatchObject({ experiment: 'hello', load: 'capacity' });
	});

	it.each([
		['node/http:single beats go/net-http:single', 'is not understood'],
		[`go/net-http:single ~ node/http:single ${tail}`, 'is not understood'],
		[`go/net-http:single < node/http:single ${tail} within 5 %`, 'is not understood'],
		[`gin < node/http:single ${tail}`, '"left"'],
		['a/b:c < d/e:f in speed at x on 1', '"metric"'],
		['a/b:c < d/e:f in latencyMsP99 at x on 2', '"track"'],
		['a/b:c ~ d/e:f in latencyMsP99 at x on 1 within 0 %', '"within"'],
	])('quotes what it does not understand: %s', (text, problem) => {
		expect(() => parseExpectation(text)).toThrow(problem);
		expect(() => parseExpectation(text)).toThrow(`"${text}"`);
	});
});
