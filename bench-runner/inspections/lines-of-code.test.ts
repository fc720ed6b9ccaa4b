import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { countLines, linesOf } from './lines-of-code.ts';

it('counts lines with code, not blank ones and not comments', () => {
	expect(linesOf('// why\n\nlet a = 1; // and how\n/* one\ntwo */\nlet b = 2;\n')).toBe(2);
	expect(linesOf('/** short */\nlet a;\n')).toBe(1);
	expect(linesOf('-- all of them\nSELECT 1;\n')).toBe(1);
});

it('counts a folder’s program without its tests and what others wrote', () => {
	const folder = temporaryFolder();
	const line = 'a\n';
	writeFiles(folder, {
		'main.go': line,
		'main_test.go': line,
		'a.test.ts': line,
		'body/tests.rs': line,
		'sql/read.sql': line,
		'node_modules/a/b.ts': line,
		'target/debug/c.rs': line,
		'README.md': line,
	});
	expect(countLines(folder)).toBe(2);
});
