import { describe, expect, it } from 'vitest';
import { newestRuns, repositoryIn } from './fork.ts';

describe('repositoryIn', () => {
	it.each([
		'own-er/na.me_1',
		' own-er/na.me_1 ',
		'github.com/own-er/na.me_1',
		'https://github.com/own-er/na.me_1',
		'https://github.com/own-er/na.me_1.git',
		'https://github.com/own-er/na.me_1/tree/main/content/results?tab=readme#top',
		'http://www.github.com/own-er/na.me_1/',
	])('finds it in %s', (text) => {
		expect(repositoryIn(text)).toEqual({ owner: 'own-er', name: 'na.me_1' });
	});

	it.each([
		'',
		'name',
		'a/b/c',
		'../..',
		'owner/..',
		'owner/.',
		'-owner/name',
		'owner/na me',
		'owner/%2e%2e',
		'owner/name@evil.example',
		'evil.example/name',
		'https://evil.example/owner/name',
		'https://github.com.evil.example/owner/name',
		'https://github.com@evil.example/owner/name',
		'javascript:alert(1)/name',
		'//evil.example/name',
		'<img src=x>/name',
		`${'a'.repeat(40)}/name`,
	])('finds none in %s', (text) => {
		expect(repositoryIn(text)).toBeUndefined();
	});
});

describe('newestRuns', () => {
	const listing = (...paths: string[]) => ({
		truncated: false,
		tree: paths.map((path) => ({ path, type: 'blob', size: 10 })),
	});
	const results = (run: string, file: string) => `content/results/${run}/${file}`;
	const older = '20260101-0000-prime-standard';
	const newer = '20260102-0000-prime-full';
	const hello = '20251231-0000-hello-standard';

	it('takes the newest run of each experiment, with the files of its cells', () => {
		const runs = newestRuns(
			listing(
				...[older, newer, hello].map((run) => results(run, 'run.json')),
				results(newer, 'prime/go/net-http/single/1/rate-500.json'),
				results(newer, 'prime/go/net-http/single/1/rate-500/internals.json'),
				results(older, 'prime/go/net-http/single/1/rate-1000.json'),
			),
		);
		expect(runs.map(({ id }) => id)).toEqual([newer, hello]);
		expect(runs[0]?.files.map(({ path }) => path)).toEqual([
			'run.json',
			'prime/go/net-http/single/1/rate-500.json',
		]);
	});

	it('passes over everything else that a repository may hold', () => {
		const odd = listing(
			'README.md',
			'content/results/README.md',
			'content/results/<img src=x>/run.json',
			results(older, '../../../secret.json'),
			results(older, 'a b.json'),
			`elsewhere/${results(older, 'run.json')}`,
			results(older, 'prime/rate-500.json'),
		);
		expect(newestRuns(odd)).toEqual([]);
		const folder = { ...listing(), tree: [{ path: results(older, 'run.json'), type: 'tree' }] };
		expect(newestRuns(folder)).toEqual([]);
	});
});
