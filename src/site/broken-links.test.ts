import { describe, expect, test } from 'vitest';
import { brokenLinks } from './broken-links.ts';

const base = '/fork/';
const target = { address: '/fork/trust/', html: '<h2 id="noise">Noise</h2>' };
const check = (html: string, files: string[] = []) =>
	brokenLinks([{ address: '/fork/', html }, target], new Set(files), base);

describe('brokenLinks', () => {
	test('accepts pages, anchors, files and other sites', () => {
		const html = `<a href="/fork/trust/#noise">a</a><a href="trust/">b</a><img src="/fork/x.svg">
			<a href="https://go.dev/">c</a><a href="mailto:a@example.org">d</a>`;
		expect(check(html, ['/fork/x.svg'])).toEqual([]);
	});

	test('finds a page, a file and an anchor that are not there', () => {
		expect(check('<a href="/fork/gone/">a</a>')).toEqual([
			'/fork/ links to /fork/gone/: there is no such page or file.',
		]);
		expect(check('<script src="/fork/x.js"></script>')).toHaveLength(1);
		expect(check('<a href="/fork/trust/#signal">a</a>')).toEqual([
			'/fork/ links to /fork/trust/#signal: the page has no such anchor.',
		]);
	});

	test('finds a link that forgot the base path', () => {
		expect(check('<a href="/trust/">a</a>')).toEqual([
			'/fork/ links to /trust/: outside of the base path /fork/.',
		]);
	});

	test('finds the slash that is missing at the end', () => {
		expect(check('<a href="/fork/trust">a</a>')).toHaveLength(1);
	});
});
