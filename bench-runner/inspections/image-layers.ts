import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOf } from '../probes/file-sizes.ts';

/**
 * What the folder's Dockerfile puts on top of the base of its last stage, by the sizes of the files here: no container tool is
 * needed. It counts what COPY takes from the folder, the deployed binary where COPY takes it from an earlier stage, and
 * `node_modules` where RUN installs it; not the base, and no compression, which a registry adds.
 *
 * @returns absent without a Dockerfile, or where a line does something else
 */
export function imageBytesAboveBase(
	folder: string,
	deploys: readonly string[],
): number | undefined {
	const path = join(folder, 'Dockerfile');
	if (!existsSync(path)) return undefined;
	const parts = lastStage(readFileSync(path, 'utf8')).map((line) => bytesOf(line, folder, deploys));
	return parts.reduce((sum, part) =>
		sum === undefined || part === undefined ? undefined : sum + part,
	);
}

function lastStage(dockerfile: string): string[] {
	const lines = dockerfile.split('\n').map((line) => line.trim());
	const from = lines.findLastIndex((line) => line.startsWith('FROM '));
	return lines.slice(from).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Of one line; undefined where nobody can say without building the image. */
function bytesOf(line: string, folder: string, deploys: readonly string[]): number | undefined {
	const [word, ...rest] = line.split(/\s+/);
	if (word === 'RUN') {
		return /^RUN npm ci\b/.test(line) ? sizes(folder, ['node_modules']) : undefined;
	}
	if (word !== 'COPY') return 0;
	if (rest[0]?.startsWith('--from=')) return sizes(folder, deploys);
	const patterns = rest.slice(0, -1);
	return sizes(
		folder,
		patterns.flatMap((pattern) => globSync(pattern, { cwd: folder })),
	);
}

function sizes(folder: string, paths: readonly string[]): number {
	return paths.reduce((sum, path) => sum + sizeOf(join(folder, path)), 0);
}
