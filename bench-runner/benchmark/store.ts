import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Instrument, InstrumentSchema } from '../../src/core/schemas/instrument.ts';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { CliError, describeError } from '../error.ts';
import { writeJson } from '../json-file.ts';

/**
 * Writes the file that is never edited: `.bench/instrument/` for this machine only, or with `commit` into
 * `content/instrument` and into git.
 *
 * @returns its path, relative to the repository
 * @throws CliError when it may not be published, or git refuses it; it is then kept in `.bench/instrument`
 */
export function storeInstrument(root: string, measured: Instrument, commit: boolean): string {
	const instrument = parseOrExplain(InstrumentSchema, measured, 'What was measured');
	const own = `.bench/instrument/${instrument.id}.json`;
	writeJson(join(root, own), instrument);
	if (!commit) return own;
	const path = `content/instrument/${instrument.id}.json`;
	if (existsSync(join(root, path))) throw new CliError(`${path} is there and is never edited.`);
	writeJson(join(root, path), instrument);
	try {
		const git = (...words: string[]) => execFileSync('git', words, { cwd: root, stdio: 'pipe' });
		git('add', '--', path);
		git('commit', '--quiet', '-m', `instrument: ${instrument.id}`, '--', path);
	} catch (error) {
		rmSync(join(root, path));
		throw new CliError(
			`git did not commit ${path}: ${describeError(error)}`,
			`It is kept in ${own}.`,
		);
	}
	return path;
}
