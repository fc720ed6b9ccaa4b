import { describe, expect, test } from 'vitest';
import { resolveLink } from './author-links.ts';

const fork = { base: '/my-fork/', repository: 'ada/my-fork' };

describe('resolveLink', () => {
	test('puts the base path before links from the root, once', () => {
		expect(resolveLink('/trust/method/', fork)).toBe('/my-fork/trust/method/');
		expect(resolveLink('/my-fork/trust/method/', fork)).toBeUndefined();
	});

	test('leads into the repository that the build came from', () => {
		expect(resolveLink('repository:blob/main/LICENSE', fork)).toBe(
			'https://github.com/ada/my-fork/blob/main/LICENSE',
		);
	});

	test('leaves other sites, anchors and protocol-relative links alone', () => {
		for (const link of ['https://go.dev/', '#rule', '//cdn.example/x', undefined]) {
			expect(resolveLink(link, fork)).toBeUndefined();
		}
	});

	test('changes nothing at the root of a domain', () => {
		expect(resolveLink('/run/', { base: '/', repository: 'a/b' })).toBeUndefined();
	});
});
