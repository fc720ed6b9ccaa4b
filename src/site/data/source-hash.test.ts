import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashFolder } from './source-hash.ts';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'source-hash-'));
	execFileSync('git', ['init', '-q'], { cwd: folder });
	writeFileSync(join(folder, '.gitignore'), 'built\n');
	writeFileSync(join(folder, 'b.go'), 'package b');
	writeFileSync(join(folder, 'a.go'), 'package a');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is SHA-256 over each file as path, NUL and bytes, in the order of their paths', () => {
	const expected = createHash('sha256')
		.update('.gitignore\0built\na.go\0package ab.go\0package b')
		.digest('hex');
	expect(hashFolder(folder)).toBe(expected);
});

it('changes with a file that git would track, and not with one it ignores', () => {
	const before = hashFolder(folder);
	writeFileSync(join(folder, 'built'), 'binary');
	expect(hashFolder(folder)).toBe(before);
	writeFileSync(join(folder, 'a.go'), 'package c');
	expect(hashFolder(folder)).not.toBe(before);
});
