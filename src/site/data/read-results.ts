import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { CellSchema, type Cell } from '../../core/schemas/cell.ts';
import {
	InternalsSummarySchema,
	isInternalsFile,
	type InternalsSummary,
} from '../../core/schemas/internals-summary.ts';
import { RunSchema, type Run } from '../../core/schemas/run.ts';
import { InvalidInput, parseOrExplain } from '../../core/schemas/sentence.ts';
import type { Origin, ResultFolder } from './folders.ts';

/** A run as the site found it; its cells are read when a page asks for them. */
export type PublishedRun = { run: Run; origin: Origin; folder: string };

/** A cell and the path of its file inside the run's folder. */
export type PublishedCell = { cell: Cell; file: string };

/**
 * Every run of the folders, oldest first (a run's id starts with its date).
 *
 * @throws InvalidInput naming the file, the field and what was expected
 */
export function readRuns(folders: ResultFolder[]): PublishedRun[] {
	return folders
		.flatMap(({ origin, path }) =>
			readdirSync(path, { withFileTypes: true })
				.filter((entry) => entry.isDirectory() && existsSync(join(path, entry.name, 'run.json')))
				.map((entry) => readRun(join(path, entry.name), origin)),
		)
		.sort((a, b) => (a.run.id < b.run.id ? -1 : 1));
}

/** Every cell of a run, by the path of its file. */
export function readCells(published: PublishedRun): PublishedCell[] {
	return filesOf(published)
		.filter((file) => !isInternalsFile(file))
		.map((file) => ({ file, cell: readFile(published, file, CellSchema) }));
}

/** What runtimes reported of themselves in a run's instrumented trials, which are in none of its cells. */
export function readInternals(published: PublishedRun): InternalsSummary[] {
	return filesOf(published)
		.filter(isInternalsFile)
		.map((file) => readFile(published, file, InternalsSummarySchema));
}

/** All but `run.json`, in the order of their paths. */
function filesOf({ folder }: PublishedRun): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && file !== 'run.json')
		.sort()
		.map((file) => file.replaceAll('\\', '/'));
}

function readFile<Schema extends z.ZodType>(
	{ folder }: PublishedRun,
	file: string,
	schema: Schema,
): z.output<Schema> {
	const name = `${relative(process.cwd(), folder)}/${file}`;
	return parseOrExplain(schema, readJson(join(folder, file)), name);
}

function readRun(folder: string, origin: Origin): PublishedRun {
	const path = join(folder, 'run.json');
	const run = parseOrExplain(RunSchema, readJson(path), relative(process.cwd(), path));
	return { run, origin, folder };
}

function readJson(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new InvalidInput(
			`${relative(process.cwd(), path)} is not JSON: ${(error as Error).message}`,
		);
	}
}
