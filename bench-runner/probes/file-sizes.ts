import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Bytes of a file, or of all files below a folder. A link counts as itself: what it leads to is deployed once. */
export function sizeOf(path: string): number {
	const entry = lstatSync(path);
	if (!entry.isDirectory()) return entry.size;
	return readdirSync(path)
		.map((name) => sizeOf(join(path, name)))
		.reduce((sum, bytes) => sum + bytes, 0);
}

/** The file that a command's first word runs: beside the server where it is a path, else the first on PATH. */
export function findProgram(
	word: string,
	folder: string,
	path = process.env['PATH'],
): string | undefined {
	const places = word.includes('/') ? [folder] : (path ?? '').split(delimiter);
	for (const place of places) {
		const file = join(place, word);
		if (statSync(file, { throwIfNoEntry: false })?.isFile()) return realpathSync(file);
	}
	return undefined;
}
