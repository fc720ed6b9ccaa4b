import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseInternals, readInternals } from './internals-files.ts';

const rust = { atUnixMs: 1_700_000_000_000, workers: 2, aliveTasks: 3, globalQueueDepth: 0 };
const line = JSON.stringify(rust);

test('whole lines are read in their order', () => {
	const later = { ...rust, atUnixMs: rust.atUnixMs + 100 };
	expect(parseInternals(`${line}\n${JSON.stringify(later)}\n`, 'rust')).toEqual([rust, later]);
	expect(parseInternals('', 'rust')).toEqual([]);
});

test.each([
	['a last line without its end', `${line}\n${line.slice(0, 20)}`, 'line feed'],
	['a line that is not JSON', `${line}\nworkers=2\n`, 'line 2'],
	['an empty line', `${line}\n\n`, 'line 2'],
	['text for a figure', `${line.replace('"workers":2', '"workers":"2"')}\n`, 'workers'],
	['null for a figure', `${line.replace('"workers":2', '"workers":null')}\n`, 'workers'],
	['an unknown field', `${line.replace('{', '{"goroutines":1,')}\n`, 'goroutines'],
	['a field that is missing', `${line.replace('"workers":2,', '')}\n`, 'workers'],
	['a moment with a fraction', `${line.replace('000,', '000.5,')}\n`, 'atUnixMs'],
])('%s is refused', (_name, text, mentioned) => {
	expect(() => parseInternals(text, 'rust')).toThrow(mentioned);
});

test('the lines of one language are not those of another', () => {
	expect(() => parseInternals(`${line}\n`, 'go')).toThrow('workers');
	expect(() => parseInternals(`${line}\n`, 'node')).toThrow('workers');
});

test('a file is known by the process that wrote it, one a runtime', () => {
	const folder = folderWith({ '12.ndjson': `${line}\n`, '13-1.ndjson': '', '13-2.ndjson': '' });
	expect(readInternals(folder, 'rust')).toEqual([
		{ pid: 12, lines: [rust] },
		{ pid: 13, lines: [] },
		{ pid: 13, lines: [] },
	]);
	expect(() => readInternals(folderWith({ 'all.ndjson': '' }), 'rust')).toThrow('all.ndjson');
});

function folderWith(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'internals-test-'));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return folder;
}
