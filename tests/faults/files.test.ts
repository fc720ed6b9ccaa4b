import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyOf, type FaultyRepository, faultyRepository } from './repository.ts';
import { bench, onLinux, publishedRun, smoke } from './runner.ts';

type Damage = (path: string) => void;

const truncated: Damage = (path) =>
	writeFileSync(path, readFileSync(path, 'utf8').slice(0, readFileSync(path).length / 2));
const missing: Damage = (path) => rmSync(path);
const folder: Damage = (path) => {
	rmSync(path);
	mkdirSync(path);
};
const edited =
	(changes: Record<string, unknown>): Damage =>
	(path) => {
		const value = JSON.parse(readFileSync(path, 'utf8')) as object;
		writeFileSync(path, JSON.stringify({ ...value, ...changes }));
	};
const emptied: Damage = (path) => writeFileSync(path, '');

const trial = '4-load/faults/round-01-trial-01';
const newRun = 'start a new run without --resume.';
const again = 'that trial alone is measured again.';
const made = 'it is made again, and nothing is measured twice.';

describe.runIf(onLinux).concurrent('a file of .bench that was', () => {
	let finished: FaultyRepository;
	beforeAll(async () => {
		finished = faultyRepository(['good']);
		const { code, output } = await bench(finished, smoke);
		expect(code, output).toBe(0);
	});

	test.each([
		['truncated', '1-plan.json', truncated, /could not be read: .*JSON/, newRun],
		['emptied', '1-plan.json', emptied, /could not be read: .*JSON/, newRun],
		['of wrong types', '1-plan.json', edited({ rounds: 'one' }), /not valid: "rounds": /, newRun],
		['of another version', '1-plan.json', edited({ surprise: 1 }), /not valid: .*surprise/, newRun],
		['made a folder', 'session.json', folder, /\(read\): it is a folder\./, newRun],
		['truncated', '2-build/go.server.json', truncated, /could not be read: .*JSON/, made],
		['truncated', `${trial}/trial.json`, truncated, /could not be read: .*JSON/, again],
		['edited', `${trial}/trial.json`, edited({ status: 'fine' }), /not valid: "status": /, again],
		['lost', `${trial}/capacity.json`, missing, /\(open\): it is not there\./, again],
		['edited', `${trial}/capacity.json`, edited({ result: 1 }), /not valid: "result": /, again],
		['lost', '5-sample/faults/round-01-trial-01.json', missing, /it is not there\./, again],
	])('%s: %s is named, with what to do', async (_, file, damage, problem, hint) => {
		const repository = copyOf(finished);
		const { id } = publishedRun(repository);
		// As if it had been stopped before its summary, so that it is taken up again.
		rmSync(join(repository.root, '.bench', id, '7-summary/run.json'));
		damage(join(repository.root, '.bench', id, file));
		const { code, output } = await bench(repository, [...smoke, '--resume']);
		expect(code, output).toBe(1);
		const said = output.trim().split('\n').slice(-2).join('\n');
		expect(said).toContain(join(repository.root, '.bench', id, file));
		expect(said).toMatch(problem);
		expect(said).toContain(hint);
		expect(output).not.toMatch(/^\s+at /m);
	});

	test('lost is measured again, alone, after what the sentence says was done', async () => {
		const repository = copyOf(finished);
		const { id } = publishedRun(repository);
		rmSync(join(repository.root, '.bench', id, '7-summary/run.json'));
		rmSync(join(repository.root, '.bench', id, trial), { recursive: true });
		const { code, output } = await bench(repository, [...smoke, '--resume']);
		expect(code, output).toBe(0);
		expect(publishedRun(repository).trials).toEqual({ planned: 1, measured: 1, failed: 0 });
	});

	test('edited to name a server that is gone ends the run with its name', async () => {
		const repository = copyOf(finished);
		const { id } = publishedRun(repository);
		rmSync(join(repository.root, '.bench', id, '7-summary/run.json'));
		const path = join(repository.root, '.bench', id, '1-plan.json');
		writeFileSync(path, readFileSync(path, 'utf8').replaceAll('go/server', 'go/gone'));
		const { code, output } = await bench(repository, [...smoke, '--resume']);
		expect(code).toBe(1);
		expect(output).toContain('The plan names "go/gone", which is no longer there.');
	});

	test.each([
		['run.json', truncated, /could not be read: .*JSON/],
		['run.json', edited({ schema: 2 }), /not valid: "schema": /],
		['faults/**/*.json', truncated, /could not be read: .*JSON/],
		['faults/**/*.json', edited({ summary: [] }), /not valid: "summary": /],
	])('damaged: published %s is named by show', async (pattern, damage, problem) => {
		const repository = copyOf(finished);
		const { id } = publishedRun(repository);
		const folder = join(repository.root, '.bench/published', id);
		const [file = ''] = globSync(pattern, { cwd: folder });
		damage(join(folder, file));
		const { code, output } = await bench(repository, ['show', id]);
		expect(code).toBe(1);
		expect(output).toContain(join(folder, file));
		expect(output).toMatch(problem);
		expect(output).toContain(`npm run bench -- publish ${id}`);
		expect(output.trim().split('\n')).toHaveLength(2);
		expect((await bench(repository, ['publish', id])).code).toBe(0);
		expect((await bench(repository, ['show', id])).code).toBe(0);
	});

	test('damaged hides no other run from list', async () => {
		const repository = copyOf(finished);
		const { id } = publishedRun(repository);
		truncated(join(repository.root, '.bench', id, '7-summary/run.json'));
		const { code, output } = await bench(repository, ['list']);
		expect(code).toBe(0);
		expect(output).toContain(`  ${id}  on this machine\n`);
		expect(output).toMatch(new RegExp(`  ${id}  unreadable: .*run\\.json could not be read`));
	});

	test('in the place of the folder itself is said in a sentence', async () => {
		const repository = faultyRepository(['good']);
		writeFileSync(join(repository.root, '.bench'), '');
		const { code, output } = await bench(repository, smoke);
		expect(code).toBe(1);
		expect(output).toMatch(/\.bench.* could not be used \(mkdir\): a part of its path is a file/);
	});
});
