import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run } from '../../src/core/schemas/run.ts';
import { finishedRuns } from '../finished-runs.ts';
import { compareInRun } from './compare-subjects.ts';
import { compare } from './compare.ts';
import { show } from './show.ts';

const published = finishedRuns(join(import.meta.dirname, '../..')).filter((folder) =>
	folder.includes('content/results'),
);
const [first, second] = published as [string, string];

let root: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'compare-'));
	mkdirSync(join(root, 'content/results'), { recursive: true });
	for (const folder of published.slice(0, 2)) {
		cpSync(folder, join(root, 'content/results', basename(folder)), { recursive: true });
	}
});

afterEach(() => {
	rmSync(root, { recursive: true, force: true });
	vi.restoreAllMocks();
});

describe('compare', () => {
	it('sets two published runs side by side, in lines that fit a terminal', () => {
		const { text, code } = printed(() => compare(root, [basename(first), basename(second)]));
		expect(code).toBe(0);
		expect(text).toContain(`A  ${basename(first)}\nB  ${basename(second)}\n`);
		expect(text).toMatch(/^commit +[0-9a-f]{12} +[0-9a-f]{12}$/m);
		expect(text).toMatch(/go\/net-http:single +[\d.]+ \([\d.]+–[\d.]+\) .* [=<>] [\d.]+ \(/);
		expect(text).toMatch(/^ +times go\/net-http:single +in A +in B +ratio of ratios$/m);
		expect(text).toMatch(/^Figures: \d+ of \d+ differ; /m);
		expect(longest(text)).toBeLessThanOrEqual(100);
	});

	it('compares another metric when asked', () => {
		const { text } = printed(() =>
			compare(root, [basename(first), basename(second)], 'latencyMsP50'),
		);
		expect(text).toContain('latencyMsP50, with 95 % intervals');
	});

	it('takes the beginning of an id where it is the only one', () => {
		const [a, b] = [basename(first).slice(0, 14), basename(second).slice(0, 14)];
		expect(printed(() => compare(root, [a, b])).text).toContain(basename(second));
		expect(() => compare(root, ['2026', b])).toThrow(/^2 runs begin with "2026"/);
		expect(() => compare(root, ['1999', b])).toThrow('There is no finished run "1999".');
	});

	it.each<[string, (run: Run) => Partial<Run>, RegExp]>([
		['a smoke run', () => ({ profile: 'smoke' }), /has the smoke profile/],
		[
			'a failed gate',
			() => ({ gates: [{ gate: 'cells', pass: false }] }),
			/did not pass its gates/,
		],
		['another generator', () => ({ generator: { id: 'wrk', version: '4' } }), /never compared/],
	])('refuses %s with one sentence and exit code 1', (_, changes, sentence) => {
		const id = basename(second);
		alter(id, changes);
		expect(() => compare(root, [basename(first), id])).toThrow(
			expect.objectContaining({
				name: 'CliError',
				exitCode: 1,
				message: expect.stringMatching(sentence),
			}),
		);
	});

	it('compares only ratios with a run of another processor', () => {
		alter(basename(second), ({ machine }) => ({
			machine: { ...machine, cpuModel: 'Another CPU' },
		}));
		const { text, code } = printed(() => compare(root, [basename(first), basename(second)]));
		expect(code).toBe(0);
		expect(text).toContain('different processors');
		expect(text).toMatch(/^Figures: 0 of 0 differ/m);
		expect(text).toMatch(/^Ratios to the reference: \d+ of [1-9]/m);
	});
});

describe('compareInRun', () => {
	const asked = { run: undefined, metric: undefined } as const;

	it('sets two subjects of the newest run side by side, in lines that fit a terminal', () => {
		const subjects = ['node/http:single', 'go/net-http:single'] as const;
		const { text, code } = printed(() => compareInRun(root, { ...asked, subjects }));
		expect(code).toBe(0);
		expect(text).toContain(`Run ${basename(second)}\nA  node/http:single\nB  go/net-http:single\n`);
		expect(text).toMatch(/^ +capacity-n\d+ +[\d.]+ \(.* [=<>] [\d.]+ \(.* from [\d.]+$/m);
		expect(text).toMatch(/^Figures: \d+ of [1-9]\d* differ; /m);
		expect(longest(text)).toBeLessThanOrEqual(100);
	});

	it('says in a sentence that a run has no such subject', () => {
		const subjects = ['node/http:single', 'node/gone:single'] as const;
		expect(() => compareInRun(root, { ...asked, subjects })).toThrow(
			`Run ${basename(second)} has no measured cell of node/gone:single.`,
		);
	});
});

describe('show', () => {
	it('says intervals, ties, what would be seen, and what stands behind each percentile', () => {
		const { text } = printed(() => show(root, undefined));
		expect(text).toContain(`Run ${basename(second)}`);
		expect(text).toMatch(/rust\/axum:inline +[\d.]+ \([\d.]+–[\d.]+\) +[\d,]+ \(/);
		expect(text).toMatch(/[\d.]+ \([\d.]+–[\d.]+\), \d{3,}$/m);
		expect(text).toMatch(/- \(only \d+ slower\)/);
		expect(text).toMatch(/no difference detected +from 1\.\d\d$/m);
		expect(text).toMatch(
			/Twins differed by up to [\d.]+ times in \d rounds; in 95 of 100 rounds of/,
		);
		expect(longest(text)).toBeLessThanOrEqual(100);
	});
});

function printed(command: () => number): { text: string; code: number } {
	const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	const code = command();
	const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
	write.mockRestore();
	return { text, code };
}

/** The last line is the path of the folder, which may be as long as it likes. */
function longest(text: string): number {
	const lines = text.split('\n').filter((line) => !line.startsWith('Files: '));
	return Math.max(...lines.map((line) => line.length));
}

/** Changes the copy of a published run, never the run. */
function alter(id: string, changes: (run: Run) => Partial<Run>): void {
	const path = join(root, 'content/results', id, 'run.json');
	const run = JSON.parse(readFileSync(path, 'utf8')) as Run;
	writeFileSync(path, JSON.stringify({ ...run, ...changes(run) }));
}
