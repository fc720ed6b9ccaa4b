import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, LanguageSchema } from '../../src/core/schemas/implementation.ts';
import { internalsSchemas } from '../../src/core/schemas/internals.ts';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { CliError } from '../error.ts';
import { parseText } from '../json-file.ts';

/** One line of any language: a moment and figures, of which those without a value are absent. */
export type InternalsLine = { atUnixMs: number } & Partial<Record<string, number>>;

/** What one runtime reported, in time. */
export interface RuntimeReport {
	pid: number;
	lines: InternalsLine[];
}

/** `node/fastify` is written in Node.js: an implementation's id begins with its language. */
export function languageOf(implementation: string): Language {
	const found = LanguageSchema.safeParse(implementation.split('/')[0]);
	if (found.success) return found.data;
	throw new CliError(`What ${implementation} reports of itself has no known form.`);
}

/**
 * Every `<pid>.ndjson` and `<pid>-<runtime>.ndjson` of the folder.
 *
 * @throws InvalidInput naming the file and the line that is not as `src/core/schemas/internals.ts` says
 */
export function readReports(folder: string, language: Language): RuntimeReport[] {
	const names = existsSync(folder) ? readdirSync(folder).sort() : [];
	return names.map((name) => ({
		pid: Number.parseInt(name, 10),
		lines: parseLines(readFileSync(join(folder, name), 'utf8'), name, language),
	}));
}

/** Without the last line where it has no end: its process was killed as it wrote. */
function parseLines(all: string, name: string, language: Language): InternalsLine[] {
	const texts = all.split('\n').slice(0, -1);
	return texts.map((text, index) => {
		const where = `Line ${index + 1} of ${name}`;
		return parseOrExplain(internalsSchemas[language], parseText(text, where, JSON.parse), where);
	});
}
