import { describe, expect, it } from 'vitest';
import { sampleMachine, sampleRun } from '../samples.ts';
import type { Run } from '../schemas/run.ts';
import { runsOfOneMachine } from './runs-of-one-machine.ts';

describe('runsOfOneMachine', () => {
	it('gives every run of the machine that the newest was made on, oldest first', () => {
		const other = sampleMachine({ cpuModel: 'Another CPU' });
		const runs = [run('c', 3), run('a', 1), run('b', 2, { machine: other })];
		expect(ids(runsOfOneMachine(runs))).toEqual(['a', 'c']);
		expect(ids(runsOfOneMachine([...runs, run('d', 4, { machine: other })]))).toEqual(['b', 'd']);
	});

	it('leaves out profiles that are never published', () => {
		const runs = [run('q', 2, { profile: 'quick' }), run('s', 1), run('f', 3, { profile: 'full' })];
		expect(ids(runsOfOneMachine(runs))).toEqual(['s', 'f']);
	});

	it("prefers a clone's own runs, and before them those of the reader's machine", () => {
		const runs = [run('up', 3), run('own', 1, { repository: 'ada/fork' })];
		expect(ids(runsOfOneMachine(runs, { repository: 'ada/fork' }))).toEqual(['own']);
		expect(ids(runsOfOneMachine(runs, { repository: 'eve/fork' }))).toEqual(['own', 'up']);
		const local = [run('mine', 1, { profile: 'quick' }), run('x', 2, { profile: 'smoke' })];
		expect(ids(runsOfOneMachine(runs, { repository: 'ada/fork', local }))).toEqual(['mine']);
	});

	it('gives none where there is none', () => {
		expect(runsOfOneMachine([])).toEqual([]);
	});
});

function run(id: string, day: number, changes: Partial<Run> = {}): Run {
	return sampleRun({ id, startedAt: `2026-02-0${day}T00:00:00Z`, ...changes });
}

const ids = (runs: readonly Run[]) => runs.map(({ id }) => id);
