import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import type { PrepareContext } from './generator.ts';
import { isSupported, prepareTool, type Recipe, type ToolSource } from './prepare-tool.ts';

const install = 'Ask somebody.';

// As though this machine had none, until a test puts one there.
beforeEach(() => onPath('exit 127'));
afterEach(() => vi.unstubAllEnvs());

describe('prepareTool', () => {
	it('takes what is on PATH', async () => {
		onPath('echo wrk debian/4.1.2-3');
		expect(await prepareTool(source([]), context())).toEqual({
			version: '4.1.2',
			command: ['wrk'],
		});
	});

	it('builds its own beside an old one, once, and says so', async () => {
		onPath('echo wrk 3.9.0');
		const own = context();
		const command = [join(own.root, '.tools/wrk-4.1.0/wrk')];
		const recipes = [recipe([['sh', '-c', `${making('4.1.0')}; cat input.txt`]])];
		expect(await prepareTool(source(recipes), own)).toEqual({ version: '4.1.0', command });
		expect(own.report).toHaveBeenCalledExactlyOnceWith('building version 4.1.0 into .tools, once');

		const failing = source([recipe([['false']])]);
		expect(await prepareTool(failing, own)).toEqual({ version: '4.1.0', command });
		expect(own.report).toHaveBeenCalledOnce();
	});

	it('tries one recipe after the other, and keeps nothing of one that failed', async () => {
		const own = context();
		const recipes = [
			recipe([['sh', '-c', `${making('4.1.0')}; exit 1`]]),
			recipe([['sh', '-c', making('4.2.0')]]),
		];
		expect(await prepareTool(source(recipes), own)).toMatchObject({ version: '4.2.0' });
		expect(existsSync(join(own.root, '.tools/wrk-4.1.0.partial'))).toBe(false);
	});

	it('says what is missing, what failed and what to install', async () => {
		const recipes = [
			{ ...recipe([]), needs: ['no-such-compiler'] },
			recipe([['sh', '-c', 'echo no network >&2; exit 7']]),
		];
		await expect(prepareTool(source(recipes), context())).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The load generator wrk is not on PATH, and could not be built: no-such-compiler is not installed; "sh .*" ended with 7: no network\.$/,
			),
			hint: install,
		});
	});

	it('says which version on PATH it cannot use', async () => {
		onPath('echo wrk 5.0.0');
		await expect(prepareTool(source([]), context())).rejects.toThrow(
			/^The load generator wrk is 5\.0\.0 on PATH, too old or too new, and could not be built/,
		);
	});

	it('ends a build that is no longer wanted', async () => {
		const stop = new AbortController();
		const building = prepareTool(source([recipe([['sleep', '60']])]), context(stop.signal));
		stop.abort();
		await expect(building).rejects.toThrow(/was stopped/);
	});
});

it.each([
	['9.0.0', true],
	['9.0.1', true],
	['9.1.0', true],
	['8.9.9', false],
	['10.0.0', false],
])('uses autocannon %s in place of 9.0.0: %s', (version, supported) => {
	expect(isSupported(version, '9.0.0')).toBe(supported);
});

function context(signal = new AbortController().signal): PrepareContext {
	return { root: temporaryFolder(), signal, report: vi.fn() };
}

function source(recipes: readonly Recipe[]): ToolSource {
	return { id: 'wrk', version: '4.1.0', versionArguments: ['-v'], recipes, install };
}

function recipe(steps: Recipe['steps']): Recipe {
	const files = { 'input.txt': 'for the build' };
	return { needs: ['sh'], files, steps, command: (folder) => [join(folder, 'wrk')] };
}

/** A shell command that makes a program which says its version. */
function making(version: string): string {
	return `printf '#!/bin/sh\\necho wrk ${version}\\n' > wrk && chmod +x wrk`;
}

/** Puts a program called wrk before every other. */
function onPath(script: string): void {
	const folder = temporaryFolder();
	writeFiles(folder, { wrk: `#!/bin/sh\n${script}\n` });
	chmodSync(join(folder, 'wrk'), 0o755);
	vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
}
