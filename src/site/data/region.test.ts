import { describe, expect, it } from 'vitest';
import { excerpt, wholeFile } from './region.ts';

const file = [
	'package main',
	'',
	'// #region loop',
	'',
	'\tfor {',
	'\t\twork()',
	'\t}',
	'',
	'// #endregion loop',
	'',
].join('\n');

describe('excerpt', () => {
	it('cuts the region, without blank edges and common indentation, and keeps its line numbers', () => {
		expect(excerpt(file, 'loop', 'main.go')).toEqual({
			code: 'for {\n\twork()\n}',
			firstLine: 5,
			lastLine: 7,
		});
	});

	it('knows the comments of each language', () => {
		for (const comment of ['//', '#', '--']) {
			const text = `${comment} #region a\none\n${comment} #endregion a\n`;
			expect(excerpt(text, 'a', 'f').code).toBe('one');
		}
	});

	it('takes the region that was asked for', () => {
		const two = '// #region a\none\n// #endregion a\n// #region b\ntwo\n// #endregion b\n';
		expect(excerpt(two, 'b', 'f')).toEqual({ code: 'two', firstLine: 5, lastLine: 5 });
	});

	it('explains a region that is missing or never ends', () => {
		expect(() => excerpt(file, 'gone', 'go/main.go')).toThrow(
			'go/main.go has no region "gone": mark its lines with "#region gone"',
		);
		expect(() => excerpt('// #region a\none\n', 'a', 'f')).toThrow('no region "a"');
	});
});

it('shows a whole file from its first line to its last', () => {
	expect(wholeFile('a\nb\n')).toEqual({ code: 'a\nb', firstLine: 1, lastLine: 2 });
});
