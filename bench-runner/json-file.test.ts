import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainError } from './error.ts';
import { formatJson, readJson, writeJson } from './json-file.ts';
import { temporaryFolder } from './temporary.ts';

describe('formatJson', () => {
	it('indents by tabs and keeps a row of numbers on one line', () => {
		const value = { name: 'a', empty: [], none: {}, rows: [[1, 2], [3]], items: [{ n: 1.5 }, 'b'] };
		expect(formatJson(value)).toBe(
			[
				'{',
				'\t"name": "a",',
				'\t"empty": [],',
				'\t"none": {},',
				'\t"rows": [[1,2],[3]],',
				'\t"items": [',
				'\t\t{',
				'\t\t\t"n": 1.5',
				'\t\t},',
				'\t\t"b"',
				'\t]',
				'}',
				'',
			].join('\n'),
		);
	});

	it('leaves undefined fields out and keeps null', () => {
		expect(JSON.parse(formatJson({ a: undefined, b: null }))).toEqual({ b: null });
		expect(formatJson({ a: undefined })).toBe('{}\n');
	});

	it('says the same as JSON.stringify', () => {
		const value = {
			text: 'quote " and \n',
			deep: { list: [1, 'two', { three: [[]] }], yes: true },
		};
		expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
	});
});

describe('writeJson', () => {
	it('makes the folders and leaves only the file', () => {
		const folder = temporaryFolder();
		writeJson(join(folder, 'a/b/c.json'), { n: 1 });
		expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.json']);
		expect(readJson(join(folder, 'a/b/c.json'), z.strictObject({ n: z.number() }))).toEqual({
			n: 1,
		});
	});

	it('never shows a reader half a file', async () => {
		const path = join(temporaryFolder(), 'numbers.json');
		const numbers = Array.from({ length: 200_000 }, (_, index) => index);
		writeJson(path, numbers);
		const writer = new Worker(
			`const { workerData } = require('node:worker_threads');
			import(workerData.module).then(({ writeJson }) => {
				for (let times = 0; times < 12; times++) writeJson(workerData.path, workerData.numbers);
			});`,
			{
				eval: true,
				workerData: { module: join(import.meta.dirname, 'json-file.ts'), path, numbers },
			},
		);
		const ended = new AbortController();
		const end = new Promise<number>((resolve, reject) => {
			writer.on('error', reject);
			writer.on('exit', (code) => resolve(code));
		}).finally(() => ended.abort());
		const lengths = new Set<number>();
		while (!ended.signal.aborted) {
			lengths.add(readFileSync(path).length);
			await new Promise(setImmediate);
		}
		expect(await end).toBe(0);
		expect([...lengths]).toEqual([formatJson(numbers).length]);
	});

	// A symlink to /dev/full stands for a full disk: every write to it fails with ENOSPC.
	it.runIf(process.platform === 'linux')(
		'keeps the earlier file, leaves no partial one and says where, when the disk is full',
		() => {
			const folder = temporaryFolder();
			const path = join(folder, 'trial.json');
			writeJson(path, { n: 1 });
			symlinkSync('/dev/full', `${path}.partial`);
			const error = thrownBy(() => writeJson(path, { n: 2 }));
			expect(readFileSync(path, 'utf8')).toBe('{\n\t"n": 1\n}\n');
			expect(readdirSync(folder)).toEqual(['trial.json']);
			expect(explainError(error)).toEqual({
				text:
					`The disk is full: ${path} could not be written. Everything written before is kept.\n` +
					'Free some space and repeat the command, with --resume if the run had begun.\n',
				exitCode: 1,
			});
		},
	);
});

describe('readJson', () => {
	it('names the file and the field that does not fit', () => {
		const path = join(temporaryFolder(), 'a.json');
		writeJson(path, { n: 'one' });
		expect(() => readJson(path, z.strictObject({ n: z.number() }))).toThrow(
			`${path} is not valid: "n": `,
		);
	});

	it('names a file that is no JSON', () => {
		const path = join(temporaryFolder(), 'a.json');
		writeFileSync(path, '{ "n": ');
		const error = thrownBy(() => readJson(path, z.unknown()));
		expect(explainError(error)).toEqual({
			text: expect.stringMatching(`^${path} could not be read: .*JSON`),
			exitCode: 1,
		});
	});
});

function thrownBy(work: () => unknown): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}
	throw new Error('Nothing was thrown.');
}
