import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sampleMachine } from '../../core/samples.ts';
import type { Instrument } from '../../core/schemas/instrument.ts';
import { newestInstrument } from './instrument.ts';

it('is absent before the first check', () => {
	expect(newestInstrument({}, temporaryRoot())).toBeUndefined();
});

it('is the newest published one; the reader’s own only when asked for', () => {
	const root = temporaryRoot();
	write(root, 'content/instrument', '20260102-000000');
	write(root, 'content/instrument', '20260101-000000');
	write(root, '.bench/instrument', '20250101-000000');
	expect(newestInstrument({}, root)).toMatchObject({
		path: 'content/instrument/20260102-000000.json',
		isLocal: false,
	});
	expect(newestInstrument({ LOCAL_RESULTS: '1' }, root)).toMatchObject({
		path: '.bench/instrument/20250101-000000.json',
		isLocal: true,
	});
});

it.each([
	['{', /content\/instrument\/20260101-000000\.json is not JSON/],
	['{"schema":2}', /content\/instrument\/20260101-000000\.json is not valid: "schema"/],
])('names the file and the field where it is wrong: %s', (text, sentence) => {
	const root = temporaryRoot();
	write(root, 'content/instrument', '20260101-000000', text);
	expect(() => newestInstrument({}, root)).toThrow(sentence);
});

function temporaryRoot(): string {
	const root = mkdtempSync(join(tmpdir(), 'instrument-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	return root;
}

function write(root: string, folder: string, id: string, text = JSON.stringify(sample(id))): void {
	mkdirSync(join(root, folder), { recursive: true });
	writeFileSync(join(root, folder, `${id}.json`), text);
}

function sample(id: string): Instrument {
	return {
		...{ schema: 1, id, profile: 'standard', commit: '0'.repeat(40), dirty: false, seed: 1 },
		startedAt: '2026-01-01T00:00:00Z',
		endedAt: '2026-01-01T00:10:00Z',
		machine: sampleMachine(),
		layout: {
			...{ track: '1', pinned: true, generatorShared: false },
			serverCpus: [0],
			generatorCpus: [1],
		},
		...{ generators: {}, calibrationVersions: {}, failures: [], labels: [] },
		...{ closed: [], open: [], memory: [], truth: [], omission: [] },
	};
}
