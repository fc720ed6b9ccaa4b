import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstrumentSchema, type Instrument } from '../../core/schemas/instrument.ts';
import { InvalidInput, parseOrExplain } from '../../core/schemas/sentence.ts';
import { repositoryRoot } from './folders.ts';

/** A check of the load generator, and where its file is. */
export type InstrumentFile = { instrument: Instrument; path: string; isLocal: boolean };

/**
 * The check that pages show: the reader's own before a published one, and of these the newest (a file's name
 * starts with its date). Undefined where there is none.
 *
 * @throws InvalidInput naming the file, the field and what was expected
 */
export function newestInstrument(
	environment: NodeJS.ProcessEnv = process.env,
	root: string = repositoryRoot(),
): InstrumentFile | undefined {
	const local =
		environment['LOCAL_RESULTS'] === '1' ? newestIn(root, '.bench/instrument') : undefined;
	const path = local ?? newestIn(root, 'content/instrument');
	if (path === undefined) return undefined;
	const value = readJson(join(root, path), path);
	const instrument = parseOrExplain(InstrumentSchema, value, path);
	return { instrument, path, isLocal: path === local };
}

function newestIn(root: string, folder: string): string | undefined {
	const path = join(root, folder);
	if (!existsSync(path)) return undefined;
	const files = readdirSync(path).filter((file) => file.endsWith('.json'));
	const newest = files.sort().at(-1);
	return newest === undefined ? undefined : `${folder}/${newest}`;
}

function readJson(path: string, name: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new InvalidInput(`${name} is not JSON: ${(error as Error).message}`);
	}
}
