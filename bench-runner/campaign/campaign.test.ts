import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleCell, sampleRun } from '../../src/core/samples.ts';
import type { RunOptions } from '../arguments.ts';
import { CliError, Interrupted } from '../error.ts';
import { formatJson } from '../json-file.ts';
import { sampleCatalogue, sampleExperiment } from '../sample-catalogue.ts';
import { closedLoad } from '../samples.ts';
import { LockTaken } from '../processes/lock.ts';
import { timestamp } from '../stages/1-plan.ts';
import { SourceChanged } from '../stages/2-build.ts';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { runCampaign } from './campaign.ts';

const published = { ...closedLoad, asPublished: true as const };
const prime = sampleExperiment({ loads: { capacity: closedLoad, theirs: published } });
const hello = sampleExperiment({ id: 'hello' });
const catalogue = { ...sampleCatalogue(), experiments: new Map([prime, hello].map(byId)) };
const options = { profile: 'standard', first: [], commit: false, retry: false } as const;

let said = '';
beforeEach(() => {
	said = '';
	const record = (text: unknown) => (said += String(text)) !== '';
	vi.spyOn(process.stdout, 'write').mockImplementation(record);
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

describe('a campaign', () => {
	it('measures every experiment, an article’s own commands apart, and tells which gates failed', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const code = await runCampaign(root, options, measure(root, asked), catalogue);
		expect(asked).toEqual(['hello', 'prime', 'prime as published']);
		expect(code).toBe(0);
		expect(said).toMatch(/3 of 3 runs to do, about \d+ minutes/);
		expect(said.replaceAll('\n', ' ')).toContain(
			'hello: 1 of 2 cells passed every gate; not passed: steal 1 (20260101-000001-prime-standard)',
		);
	});

	it('goes on where it was stopped, and measures nothing twice', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const stopped = measure(root, asked, (name) => {
			if (name === 'prime') throw new Interrupted();
		});
		await expect(runCampaign(root, options, stopped, catalogue)).rejects.toThrow(Interrupted);
		await runCampaign(root, options, measure(root, asked), catalogue);
		expect(asked).toEqual(['hello', 'prime', 'prime', 'prime as published']);
		expect(said).toContain('2 of 3 runs to do');
	});

	it('measures those named first, and what was added to the experiments since it began', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const stopped = measure(root, asked, () => {
			throw new Interrupted();
		});
		const first = { ...options, first: ['prime'] };
		await expect(runCampaign(root, first, stopped, catalogue)).rejects.toThrow(Interrupted);
		const store = sampleExperiment({ id: 'store' });
		const more = { ...catalogue, experiments: new Map([prime, hello, store].map(byId)) };
		const then = { ...options, first: ['store'] };
		await runCampaign(root, then, measure(root, asked), more);
		expect(asked).toEqual(['prime', 'store', 'prime', 'prime as published', 'hello']);
		const unknown = { ...options, first: ['shop'] };
		await expect(runCampaign(root, unknown, measure(root, asked), more)).rejects.toThrow(
			'There is no experiment "shop".',
		);
	});

	it('keeps what failed with its reason, goes on, and tries it again only when asked', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const failing = measure(root, asked, (name) => {
			if (name === 'hello') throw new CliError('The server did not build.');
			if (name === 'prime as published') throw new Interrupted();
		});
		await expect(runCampaign(root, options, failing, catalogue)).rejects.toThrow(Interrupted);
		expect(await runCampaign(root, options, measure(root, asked), catalogue)).toBe(1);
		expect(said).toContain('hello: The server did not build.');
		expect(asked.filter((name) => name === 'hello')).toHaveLength(1);
	});

	it('tries again what failed when it is asked to', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const failing = measure(root, asked, (name) => {
			if (name === 'hello') throw new CliError('The server did not build.');
			throw new Interrupted();
		});
		await expect(runCampaign(root, options, failing, catalogue)).rejects.toThrow(Interrupted);
		const again = { ...options, retry: true };
		expect(await runCampaign(root, again, measure(root, asked), catalogue)).toBe(0);
		expect(asked).toEqual(['hello', 'prime', 'hello', 'prime', 'prime as published']);
	});

	it('measures what failed alone when it is asked to after its end, and what was written since', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const failing = measure(root, asked, (name) => {
			if (name === 'hello') throw new CliError('The server did not build.');
		});
		expect(await runCampaign(root, options, failing, catalogue)).toBe(1);
		const later = sampleExperiment({ id: 'later' });
		const more = { ...catalogue, experiments: new Map([...catalogue.experiments, byId(later)]) };
		const again = { ...options, retry: true };
		expect(await runCampaign(root, again, measure(root, asked), more)).toBe(0);
		expect(asked).toEqual(['hello', 'prime', 'prime as published', 'hello', 'later']);
	});

	it('keeps what a run had measured before it failed, whatever older runs are there', async () => {
		const root = temporaryFolder();
		const bench = join(root, '.bench');
		const resumed: boolean[] = [];
		const failing = measure(root, [], (name, resume) => {
			if (name !== 'hello') throw new Interrupted();
			resumed.push(resume);
			if (resume) return;
			const id = `${timestamp(new Date())}-hello-standard`;
			writeFiles(join(bench, id), { '1-plan.json': '{}' });
			throw new CliError('The summary could not be made.');
		});
		const old = '20250101-000000-hello-standard';
		writeFiles(bench, {
			[`${old}/1-plan.json`]: '{}',
			[`${old}/7-summary/run.json`]: '{}',
			[`published/${old}/run.json`]: '{}',
		});
		await expect(runCampaign(root, options, failing, catalogue)).rejects.toThrow(Interrupted);
		const again = { ...options, retry: true };
		await expect(runCampaign(root, again, failing, catalogue)).rejects.toThrow(Interrupted);
		expect(resumed).toEqual([false, true]);
	});

	it('begins a stopped run anew where its source has changed', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const resumed: boolean[] = [];
		const changed = measure(root, asked, (_, resume) => {
			resumed.push(resume);
			if (resume) throw new SourceChanged('The source of go/net-http changed.');
			if (asked.length > 1) return;
			const id = `${timestamp(new Date())}-hello-standard`;
			writeFiles(join(root, '.bench', id), { '1-plan.json': '{}' });
			throw new Interrupted();
		});
		await expect(runCampaign(root, options, changed, catalogue)).rejects.toThrow(Interrupted);
		expect(await runCampaign(root, options, changed, catalogue)).toBe(0);
		expect(resumed).toEqual([false, true, false, false, false]);
	});

	it('ends where another run has the machine, and takes none of its own for failed', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const taken = measure(root, asked, () => {
			throw new LockTaken('Another run (process 1) is measuring on this machine.');
		});
		await expect(runCampaign(root, options, taken, catalogue)).rejects.toThrow('Another run');
		expect(await runCampaign(root, options, measure(root, asked), catalogue)).toBe(0);
		expect(asked).toEqual(['hello', 'hello', 'prime', 'prime as published']);
	});

	it('keeps the run that was being published when it was asked to stop, and begins no other', async () => {
		const root = temporaryFolder();
		const asked: string[] = [];
		const stopping = measure(root, asked, () => void process.kill(process.pid, 'SIGHUP'));
		await expect(runCampaign(root, options, stopping, catalogue)).rejects.toThrow(Interrupted);
		expect(await runCampaign(root, options, measure(root, asked), catalogue)).toBe(0);
		expect(asked).toEqual(['hello', 'prime', 'prime as published']);
	});

	it('leaves an experiment that cannot be planned to its own run', async () => {
		const root = temporaryFolder();
		const elsewhere = sampleExperiment({ id: 'elsewhere', subjects: [] });
		const more = { ...catalogue, experiments: new Map([byId(elsewhere)]) };
		expect(await runCampaign(root, options, measure(root, []), more)).toBe(0);
		expect(said).toContain('elsewhere  cannot be planned');
	});

	it('is not mixed with one of another profile', async () => {
		const root = temporaryFolder();
		const stopped = measure(root, [], () => {
			throw new Interrupted();
		});
		await expect(runCampaign(root, options, stopped, catalogue)).rejects.toThrow(Interrupted);
		const full = { ...options, profile: 'full' as const };
		await expect(runCampaign(root, full, stopped, catalogue)).rejects.toThrow(
			'A campaign in the profile "standard" is under way',
		);
	});
});

/** Instead of hours of measuring: notes what was asked for, and leaves a run of one good cell and one that failed a gate. */
function measure(
	root: string,
	asked: string[],
	before: (name: string, resume: boolean) => void = () => {},
) {
	return async ({ experiments, asPublished, resume }: RunOptions) => {
		const name = `${experiments.join()}${asPublished ? ' as published' : ''}`;
		asked.push(name);
		before(name, resume);
		const id = `20260101-00000${asked.length}-prime-standard`;
		const folder = join(root, '.bench/published', id);
		mkdirSync(join(folder, 'prime'), { recursive: true });
		writeFileSync(join(folder, 'run.json'), formatJson(sampleRun({ id })));
		const gates = [{ gate: 'steal', pass: false, reason: 'The hypervisor took 2 %.' }];
		writeFileSync(join(folder, 'prime/a.json'), formatJson(sampleCell()));
		writeFileSync(join(folder, 'prime/b.json'), formatJson(sampleCell({ gates })));
		return Promise.resolve(id);
	};
}

function byId<Kind extends { id: string }>(one: Kind): [string, Kind] {
	return [one.id, one];
}
