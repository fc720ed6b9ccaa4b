import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInternalsFile } from '../../src/core/schemas/internals-summary.ts';

const published = 'content/results';

/** A published run: its id, and its files as text by their paths. */
interface Template {
	id: string;
	run: string;
	cells: ReadonlyMap<string, string>;
}

/**
 * Fills a folder with runs for measuring the build: the published ones, which articles name, and copies of them under other
 * ids, each with so many cells.
 */
export function makeRuns(folder: string, { runs, cells }: { runs: number; cells: number }): void {
	cpSync(published, folder, { recursive: true });
	const templates = readTemplates(cells);
	for (let index = templates.length; index < runs; index += 1) {
		const template = templates[index % templates.length];
		if (template) writeCopy(folder, template, copyId(template.id, index));
	}
}

function readTemplates(cells: number): Template[] {
	return globSync('*/run.json', { cwd: published })
		.sort()
		.map((path) => {
			const id = dirname(path);
			const files = globSync('*/**/*.json', { cwd: join(published, id) }).sort();
			const texts = files
				.filter((file) => !isInternalsFile(file))
				.map((file) => [file, readFileSync(join(published, id, file), 'utf8')] as const);
			const run = readFileSync(join(published, path), 'utf8');
			return { id, run, cells: new Map(padded(texts, cells)) };
		});
}

/** As many files as asked for: with fewer, some again as if under another load. */
function padded(
	files: readonly (readonly [string, string])[],
	count: number,
): (readonly [string, string])[] {
	return Array.from({ length: count }, (_, index) => {
		const again = Math.floor(index / files.length);
		const [path = '', text = ''] = files[index % files.length] ?? [];
		return again === 0 ? ([path, text] as const) : underAnotherLoad(path, text, again);
	});
}

function underAnotherLoad(path: string, text: string, again: number): readonly [string, string] {
	const cell = JSON.parse(text) as { id: string; load: string };
	const load = `${cell.load}-${again}`;
	const id = cell.id.replace(cell.load, load);
	return [path.replace(cell.load, load), JSON.stringify({ ...cell, id, load })];
}

/** A day of its own for each, before the published ones, so that those stay the newest. */
function copyId(id: string, index: number): string {
	const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
	return id.replace(/^\d{8}/, day.replaceAll('-', ''));
}

function writeCopy(folder: string, { id, run, cells }: Template, copy: string): void {
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(folder, copy, path)), { recursive: true });
		writeFileSync(join(folder, copy, path), text.replaceAll(id, copy));
	};
	write('run.json', run);
	for (const [path, text] of cells) write(path, text);
}
