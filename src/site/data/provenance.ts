import type { MachineClass, Run } from '../../core/schemas/run.ts';
import type { ChosenRun } from './index.ts';

/** What a machine class means to a reader who has not met the word. */
export const classWords: Record<MachineClass, string> = {
	dedicated: 'dedicated machine',
	'shared-ci': 'shared CI machine',
	dev: 'shared development machine',
};

/** `21 November 2026`: when the run was made. */
export function runDate(run: Pick<Run, 'startedAt'>): string {
	return dayFormat.format(new Date(run.startedAt));
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `shared development machine, 2 cores`. */
export function machineWords({ machine }: Pick<Run, 'machine'>): string {
	const cores = machine.physicalCores === 1 ? '1 core' : `${machine.physicalCores} cores`;
	return `${classWords[machine.class]}, ${cores}`;
}

/** Date, machine and anything that keeps the run from being published, each a few words. */
export function provenanceParts({ run }: Pick<ChosenRun, 'run'>): string[] {
	const rounds = run.rounds === 1 ? '1 round' : `${run.rounds} rounds`;
	return [runDate(run), machineWords(run), rounds, ...run.labels];
}

/** Where one figure comes from, for its title. */
export function provenanceSentence(found: {
	chosen: ChosenRun;
	rounds: number;
	low?: number;
	high?: number;
}): string {
	const { run } = found.chosen;
	const rounds = `median of ${found.rounds} ${found.rounds === 1 ? 'round' : 'rounds'}`;
	return `${rounds}, ${runDate(run)}, ${machineWords(run)}, run ${run.id}`;
}
