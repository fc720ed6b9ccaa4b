import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withPolicy } from './policy.ts';

const page = (body: string) =>
	`<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>${body}</body></html>`;

function directives(html: string): Map<string, string[]> {
	const policy = /content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
	return new Map(
		policy.split('; ').map((directive) => {
			const [name = '', ...sources] = directive.split(' ');
			return [name, sources];
		}),
	);
}

describe('withPolicy', () => {
	it('allows the inline scripts of the page by their hash, and no other', () => {
		const code = 'document.documentElement.dataset.theme = "dark";';
		const hash = createHash('sha256').update(code).digest('base64');
		const html = withPolicy(page(`<script>${code}</script><script type="module">${code}</script>`));
		expect(directives(html).get('script-src')).toEqual([
			"'self'",
			"'wasm-unsafe-eval'",
			`'sha256-${hash}'`,
		]);
	});

	it('hashes neither files nor data', () => {
		const html = withPolicy(
			page(
				'<script type="module" src="/a.js"></script><script type="application/json">{}</script>',
			),
		);
		expect(directives(html).get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
	});

	it('asks nobody but this site, and another only where the page needs it', () => {
		expect(directives(withPolicy(page(''))).get('connect-src')).toEqual(["'self'"]);
		const other = 'https://api.example.org';
		const asking = directives(withPolicy(page(''), [other]));
		expect(asking.get('connect-src')).toEqual(["'self'", other]);
		for (const name of ['default-src', 'object-src', 'base-uri', 'form-action']) {
			expect(asking.get(name)).toEqual(["'none'"]);
		}
	});

	it('stands behind the encoding and before the first script', () => {
		const html = withPolicy(page('<script>1</script>'));
		expect(html).toMatch(/<meta charset="utf-8"><meta http-equiv="content-security-policy"/);
		expect(html.indexOf('http-equiv')).toBeLessThan(html.indexOf('<script'));
		expect(() => withPolicy('<p>no head')).toThrow('no head');
	});
});
