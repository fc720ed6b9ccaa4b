import { describe, expect, it } from 'vitest';
import { sampleRun } from '../src/core/samples.ts';
import type { Run } from '../src/core/schemas/run.ts';
import { writeJson } from './json-file.ts';
import { findResumableRun, listRuns, runFolder } from './run-folder.ts';
import { git, temporaryFolder, temporaryRepository, writeFiles } from './temporary.ts';

describe('findResumableRun', () => {
	it('takes the newest run of that name that was stopped', () => {
		const root = rootWith('20260101-000000-prime-quick', '20260102-000000-prime-quick');
		finish(root, '20260103-000000-prime-quick', 0);
		expect(findResumableRun(root, 'prime-quick')).toBe('20260102-000000-prime-quick');
	});

	it('takes a finished run with failed trials, unless it is committed', () => {
		const root = temporaryRepository();
		finish(root, '20260102-000000-prime-quick', 1);
		expect(findResumableRun(root, 'prime-quick')).toBe('20260102-000000-prime-quick');
		writeFiles(root, { 'content/results/20260102-000000-prime-quick/run.json': '{}' });
		expect(findResumableRun(root, 'prime-quick')).toBe('20260102-000000-prime-quick');
		git(root, 'add', 'content');
		git(root, 'commit', '--quiet', '-m', 'results');
		expect(() => findResumableRun(root, 'prime-quick')).toThrow('There is no run');
	});

	it('takes a finished run with failed instrumented trials', () => {
		const root = temporaryRepository();
		const id = '20260102-000000-prime-quick';
		const reason = {
			subject: 'go/net-http:single',
			track: '1',
			stage: 'load',
			reason: 'It ended.',
		};
		finish(root, id, 0);
		rewrite({ planned: 2, measured: 2, failures: [] });
		expect(() => findResumableRun(root, 'prime-quick')).toThrow('There is no run');
		rewrite({ planned: 2, measured: 1, failures: [reason] });
		expect(findResumableRun(root, 'prime-quick')).toBe(id);
		function rewrite(instrumented: Run['instrumented']) {
			writeJson(`${runFolder(root, id).summary}/run.json`, sampleRun({ id, instrumented }));
		}
	});

	it('takes a finished run that was killed before it was published', () => {
		const root = temporaryRepository();
		const id = '20260102-000000-prime-quick';
		finish(root, id, 0, 'unpublished');
		expect(findResumableRun(root, 'prime-quick')).toBe(id);
		writeFiles(root, { [`.bench/published/${id}/run.json`]: '{}' });
		expect(() => findResumableRun(root, 'prime-quick')).toThrow('There is no run');
	});

	it('does not take a run of more experiments, or of another profile', () => {
		const root = rootWith('20260101-000000-hello-prime-quick', '20260101-000001-prime-smoke');
		expect(() => findResumableRun(root, 'prime-quick')).toThrow(
			expect.objectContaining({
				message: 'There is no run "*-prime-quick" in .bench that was stopped or has failed trials.',
				hint: expect.stringContaining('without --resume'),
			}),
		);
	});
});

it('lists runs, oldest first, and nothing else that is in .bench', () => {
	const root = rootWith('20260102-000000-prime-quick', '20260101-000000-prime-quick');
	writeFiles(root, { '.bench/published/x/run.json': '{}', '.bench/lock': '1' });
	expect(listRuns(root)).toEqual(['20260101-000000-prime-quick', '20260102-000000-prime-quick']);
	expect(listRuns(temporaryFolder())).toEqual([]);
});

it('keeps the files of subjects and variants apart', () => {
	const { verify, build } = runFolder('/root', 'run');
	expect(verify('node/http:pool')).toBe('/root/.bench/run/3-verify/node.http.pool.json');
	expect(build('node/http')).toBe('/root/.bench/run/2-build/node.http.json');
});

function rootWith(...ids: string[]): string {
	const root = temporaryFolder();
	for (const id of ids) writeFiles(root, { [`.bench/${id}/1-plan.json`]: '{}' });
	return root;
}

function finish(root: string, id: string, failed: number, state?: 'unpublished'): void {
	writeFiles(root, { [`.bench/${id}/1-plan.json`]: '{}' });
	if (state === undefined) writeFiles(root, { [`.bench/published/${id}/run.json`]: '{}' });
	const trials = { planned: 2, measured: 2 - failed, failed };
	writeJson(`${runFolder(root, id).summary}/run.json`, sampleRun({ id, trials }));
}
