import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../src/core/schemas/implementation.ts';
import { internalsSchemas } from '../../src/core/schemas/internals.ts';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';

/** A figure that had no value is absent. */
export type InternalsLine = Partial<Record<string, number>>;

/** What one runtime wrote into the folder that `INTERNALS_FOLDER` named. */
export type InternalsFile = { pid: number; lines: InternalsLine[] };

/** @throws Error in a sentence where a name, a line or the last line feed is not as the contract says */
export function readInternals(folder: string, language: Language): InternalsFile[] {
	return readdirSync(folder).map((name) => {
		const pid = Number(/^([1-9][0-9]*)(-[0-9]+)?\.ndjson$/.exec(name)?.[1]);
		if (Number.isNaN(pid)) {
			throw new Error(`expected files like 4711.ndjson or 4711-1.ndjson, found "${name}"`);
		}
		return { pid, lines: parseInternals(readFileSync(join(folder, name), 'utf8'), language) };
	});
}

/** @throws Error in a sentence that says which line is wrong and why */
export function parseInternals(text: string, language: Language): InternalsLine[] {
	const [rest, ...lines] = text.split('\n').reverse();
	if (rest !== '') throw new Error(`expected a line feed at the end, got "${rest}"`);
	return lines
		.reverse()
		.map((line, place) => parseLine(line, language, `line ${place + 1} of the internals`));
}

function parseLine(line: string, language: Language, what: string): InternalsLine {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		throw new Error(`${what} is not JSON: ${line}`);
	}
	return parseOrExplain(internalsSchemas[language], value, what);
}
