import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import { buildImplementation } from './build.ts';

test('a build that succeeds gives the seconds of all its commands', async () => {
	const { seconds } = await build([
		['sleep', '0.2'],
		['sleep', '0.2'],
	]);
	expect(seconds).toBeGreaterThan(0.4);
});

test('a build that fails says which command, where, and the end of its output', async () => {
	const failing = build([['sh', '-c', 'seq 1 100; echo broken >&2; exit 3']]);
	await expect(failing).rejects.toThrow(
		/^node\/broken could not be built: "sh .*" in .* ended with 3/,
	);
	await expect(failing).rejects.toThrow(/broken\n?$/);
	await expect(failing).rejects.not.toThrow(/\n50\n/);
});

test('commands after a failed one do not run', async () => {
	const failing = build([['false'], ['sh', '-c', 'echo second; exit 9']]);
	await expect(failing).rejects.toThrow(/"false"/);
});

test('a program that is not there is a sentence', async () => {
	await expect(build([['no-such-program']])).rejects.toThrow(
		/"no-such-program" could not be started/,
	);
});

test('the Go that go.mod names is asked for, not whichever newer one the host has', async () => {
	const printed = ['sh', '-c', '[ "$GOTOOLCHAIN" = go1.26.8 ]'];
	await build([printed], { 'go.mod': 'module m\n\ngo 1.26.0\n\ntoolchain go1.26.8\n' });
	await expect(build([printed], { 'go.mod': 'module m\n\ngo 1.26.0\n' })).rejects.toThrow();
});

function build(
	commands: string[][],
	files: Record<string, string> = {},
): Promise<{ seconds: number }> {
	const folder = mkdtempSync(join(tmpdir(), 'build-test-'));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const implementation: Implementation = {
		id: 'node/broken',
		language: 'node',
		title: 'Broken',
		tools: ['sh'],
		build: commands,
		version: ['sh'],
		workloads: {},
		variants: {},
		deploys: ['.'],
	};
	return buildImplementation(implementation, folder);
}
