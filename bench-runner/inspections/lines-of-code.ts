import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = '**/*.{ts,go,rs,sql}';
const tests = /(^|\/)tests\.rs$|\.test\.ts$|_test\.go$|(^|\/)(node_modules|target|bin)\//;

/** Lines of a folder's program that are neither blank nor comment; its tests do not count. */
export function countLines(folder: string): number {
	return globSync(sources, { cwd: folder })
		.filter((path) => !tests.test(path))
		.reduce((sum, path) => sum + linesOf(readFileSync(join(folder, path), 'utf8')), 0);
}

/**
 * By the line: one that begins with a comment is one, though code may follow the comment's end. What looks like a comment within a
 * string of several lines is taken for one; there is none in these servers.
 */
export function linesOf(source: string): number {
	let isWithinComment = false;
	return source.split('\n').filter((line) => {
		const text = line.trim();
		if (isWithinComment) {
			isWithinComment = !text.includes('*/');
			return false;
		}
		if (text.startsWith('/*')) {
			isWithinComment = !text.includes('*/');
			return false;
		}
		return text !== '' && !text.startsWith('//') && !text.startsWith('--');
	}).length;
}
