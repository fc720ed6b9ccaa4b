import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleCell, sampleLoad, sampleRun } from '../../core/samples.ts';
import type { InternalsSummary } from '../../core/schemas/internals-summary.ts';
import { cellsOf, internalsOf } from './index.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'results-'));
});
afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true });
});

const run = sampleRun();
const cell = sampleCell();
const internals: InternalsSummary = {
	id: `${cell.id}/internals`,
	run: run.id,
	experiment: cell.experiment,
	implementation: cell.implementation,
	variant: cell.variant,
	track: cell.track,
	load: cell.load,
	loadDefinition: sampleLoad,
	seconds: 1,
	counts: { valid: 100, invalid: 0, failed: 0 },
	processes: 1,
	lines: 9,
	metrics: { goroutines: { median: 18 } },
	series: [{ atMs: 100, process: 1, goroutines: 18 }],
};

it('are read beside the cells, and each as what it is', () => {
	const published = publish();
	expect(cellsOf(published).map(({ file }) => file)).toEqual([`${cell.id}.json`]);
	expect(internalsOf(published)).toEqual([internals]);
	// Once a build: what is removed meanwhile stays known.
	rmSync(join(folder, `${internals.id}.json`));
	expect(internalsOf(published)).toHaveLength(1);
});

it('are none where no trial was instrumented', () => {
	const published = publish();
	rmSync(join(folder, `${internals.id}.json`));
	expect(internalsOf(published)).toEqual([]);
});

it('stop the build with their file and field when they are wrong', () => {
	const published = publish({ latencyMsP99: 3 });
	expect(() => internalsOf(published)).toThrow(/internals\.json is not valid: .*latencyMsP99/);
});

function publish(changes: object = {}) {
	write(`${cell.id}.json`, cell);
	write(`${internals.id}.json`, { ...internals, ...changes });
	return { run, origin: 'local' as const, folder };
}

function write(file: string, value: unknown): void {
	const path = join(folder, file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, JSON.stringify(value));
}
