import { join } from 'node:path';
import { writeJson } from './json-file.ts';
import { allTrials, type AnyTrial, type Plan } from './plan-file.ts';
import { type RunFolder, runFolder } from './run-folder.ts';
import { closedLoad, loadResult, sampleAt, samplePlan, steadyCore } from './samples.ts';
import { temporaryFolder } from './temporary.ts';
import type { RawWindow } from './trial.ts';

/*
 * The working files of a small run as the load stage leaves them, for tests of the stages that come after it.
 */

export const startedAt = '2026-01-01T00:00:00Z';

/** Every trial measured, with one right window. */
export function measuredRun(changes: Pick<Plan, 'trials'> & Partial<Plan>): RunFolder {
	const { trials, profile = 'quick' } = changes;
	const folder = runFolder(temporaryFolder(), `20260101-000000-prime-${profile}`);
	const rounds = Math.max(...trials.map(({ round }) => round));
	const plan = samplePlan({ id: folder.id, profile, rounds, ...changes });
	writeJson(folder.plan, plan);
	writeJson(folder.build('go/net-http'), {
		implementation: 'go/net-http',
		sourceSha256: '0'.repeat(64),
	});
	writeJson(join(folder.path, 'session.json'), {
		startedAt,
		endedAt: '2026-01-01T00:01:00Z',
		resumedAt: [],
		tools: { pacer: { version: '0.1.0', command: ['pacer'] } },
		labels: [],
	});
	for (const trial of allTrials(plan)) {
		writeRecord(folder, trial, { status: 'measured' });
		writeJson(folder.samples(trial.id), [sampleAt(10), sampleAt(11)]);
		writeWindow(folder, trial, loadResult());
	}
	return folder;
}

export function writeRecord(folder: RunFolder, { id }: AnyTrial, outcome: object): void {
	writeJson(folder.trial(id), { id, startedAt, earlierFailures: [], ...outcome });
}

export function writeWindow(
	folder: RunFolder,
	trial: AnyTrial,
	result: object,
	changes: Partial<RawWindow> = {},
): void {
	const [before, after] = [sampleAt(10), sampleAt(11)];
	const definition = closedLoad;
	const window = {
		load: 'capacity',
		definition,
		order: 1,
		startedAt,
		before,
		after,
		coreSpeed: { before: steadyCore, after: steadyCore },
		result,
		...changes,
	};
	writeJson(folder.window(trial.id, 'capacity'), window);
}
