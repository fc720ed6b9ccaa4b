import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';
import { folderOf, programs, type Program } from './programs.ts';

/**
 * What pages show of compilers and tools is what they say: each is asked, and its words are compared with those in
 * `reports/`. `npx vitest run --project contract implementations/races -u` writes them anew.
 */
describe.each(programs)('$report', (program) => {
	test('the tool says what the page shows', async () => {
		const { said, exit } = ask(program);
		expect(exit).toBe(program.exit);
		await expect(said).toMatchFileSnapshot(join('reports', `${program.report}.txt`));
	});
});

function ask(program: Program): { said: string; exit: number | null } {
	const temporary = mkdtempSync(join(tmpdir(), 'races-'));
	try {
		const [command = '', ...words] = program.command.map((word) =>
			word.replace('{temporary}', temporary),
		);
		const folder = folderOf(program);
		const env = { ...process.env, ...program.environment, TERM: 'dumb' };
		const { stdout, stderr, status, error } = spawnSync(command, words, {
			cwd: folder,
			env,
			encoding: 'utf8',
		});
		if (error) throw error;
		return { said: normalise(stdout + stderr, folder), exit: status };
	} finally {
		rmSync(temporary, { recursive: true });
	}
}
