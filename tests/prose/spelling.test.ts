import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** `npm test -- spelling` reads the files; this proves that what it reads them with finds anything. */
test('a slip and an American form are found; a term of ours, code and a title of others are not', () => {
	const text = `
		The color of teh goroutine.
		Its \`behavior\` is measured, and [Runtime behavior](https://docs.rs/) is a title.`;
	expect(complaintsOf(text)).toEqual(['color', 'teh']);
	// It reads its dictionaries in a second, and a busy machine gives it less than one.
}, 30_000);

function complaintsOf(text: string): string[] {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		['node_modules/.bin/cspell', 'lint', '--no-progress', '--words-only', 'stdin:///page.mdx'],
		{ input: text, encoding: 'utf8' },
	);
	expect(stderr).toContain('Files checked: 1');
	return stdout.split('\n').filter((word) => word !== '');
}
