import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeJson } from '../json-file.ts';
import type { InstrumentedTrial } from '../plan-file.ts';
import { runFolder } from '../run-folder.ts';
import { sampleCatalogue } from '../sample-catalogue.ts';
import { sampleInstrumentedTrial } from '../samples.ts';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { prepareInstruments } from './instruments.ts';
import { whyNoPerf } from './profile/perf.ts';

const hasPerf = whyNoPerf() === undefined;
const nodeTrial = { implementation: 'node/http', variant: 'single' };

describe('what an instrumented server is started with', () => {
	it('is an empty folder, whatever an earlier attempt left there, and nothing else', () => {
		const { context, folder } = surroundings();
		const trial = sampleInstrumentedTrial(nodeTrial);
		const path = folder.internals(trial.id);
		writeFiles(path, { '31.ndjson': '{}\n' });
		writeJson(folder.profile(trial.id), { missing: 'An earlier reason.' });
		expect(prepareInstruments(context, trial).environment).toEqual({ INTERNALS_FOLDER: path });
		expect(readdirSync(path)).toEqual([]);
		expect(existsSync(folder.profile(trial.id))).toBe(false);
	});

	it.runIf(hasPerf)(
		'has V8 name what it compiles where it is profiled, beside options of its own',
		() => {
			vi.stubEnv('NODE_OPTIONS', '--stack-size=2000');
			expect(environmentOf({ ...nodeTrial, profiled: true })).toMatchObject({
				NODE_OPTIONS: '--stack-size=2000 --perf-basic-prof',
			});
			vi.stubEnv('NODE_OPTIONS', undefined);
			const own = environmentOf({ ...nodeTrial, profiled: true }, { NODE_OPTIONS: '--expose-gc' });
			expect(own).toMatchObject({ NODE_OPTIONS: '--expose-gc --perf-basic-prof' });
			expect(environmentOf({ profiled: true })).not.toHaveProperty('NODE_OPTIONS');
			vi.unstubAllEnvs();
		},
	);
});

it('fails a trial whose server wrote nothing of itself, and keeps the reason why there is no profile', async () => {
	const { context, folder } = surroundings();
	const trial = sampleInstrumentedTrial({ profiled: true });
	vi.stubEnv('PATH', '');
	const instruments = prepareInstruments(context, trial);
	vi.unstubAllEnvs();
	await instruments.attach([]);
	await instruments.detach();
	await expect(instruments.finish()).rejects.toThrow('The server wrote nothing into the folder');
	expect(readdirSync(dirname(folder.profile(trial.id))).toSorted()).toEqual([
		'internals',
		'profile.json',
	]);
	writeFiles(folder.internals(trial.id), {
		'31.ndjson': '{"atUnixMs":1,"gcCycles":0,"goroutines":3}\n',
	});
	await expect(instruments.finish()).resolves.toBeUndefined();
});

it('says in a sentence why there is no profile', () => {
	expect(whyNoPerf('darwin')).toBe('Profiles are taken with perf, which is there on Linux alone.');
	vi.stubEnv('PATH', '');
	expect(whyNoPerf('linux')).toMatch(/^perf is not installed\. On Debian: sudo apt-get install/);
	vi.unstubAllEnvs();
});

function environmentOf(changes: Partial<InstrumentedTrial>, declared: Record<string, string> = {}) {
	const { context } = surroundings();
	const variant = context.catalogue.implementations.get('node/http')?.variants['single'];
	if (variant) variant.environment = declared;
	return prepareInstruments(context, sampleInstrumentedTrial(changes)).environment;
}

function surroundings() {
	const root = temporaryFolder();
	const folder = runFolder(root, '20260101-000000-prime-quick');
	const guardian = { watch() {}, release() {}, close() {} };
	const { signal } = new AbortController();
	return { folder, context: { root, folder, catalogue: sampleCatalogue(), guardian, signal } };
}
