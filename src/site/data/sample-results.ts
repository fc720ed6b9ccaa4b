import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { sampleCells } from '../../charts/samples.ts';
import type { Run } from '../../core/schemas/run.ts';

/** An empty folder of results for each test, which the site's modules read in place of the committed ones. */
export function useResultsFolder() {
	let results = '';
	beforeEach(() => {
		results = mkdtempSync(join(tmpdir(), 'results-'));
		vi.stubEnv('RESULTS_FOLDER', results);
		vi.stubEnv('LOCAL_RESULTS', '');
		vi.resetModules();
	});
	afterEach(() => {
		vi.unstubAllEnvs();
		rmSync(results, { recursive: true });
	});
	/** Writes a run with the cells of the charts' sample, as the publish stage lays them out. */
	function publish(published: Run, changes: object = {}, cells = sampleCells()): void {
		write('run.json', published);
		for (const cell of cells) write(`${cell.id}.json`, { ...cell, run: published.id, ...changes });
		function write(file: string, value: unknown) {
			const path = join(results, published.id, file);
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, JSON.stringify(value));
		}
	}
	return { folder: () => results, publish };
}
