import { readJson } from '../json-file.ts';
import { clock } from '../progress.ts';
import type { Session } from '../session.ts';
import { PlanSchema } from '../plan-file.ts';

/** Says before anything runs what will run, where and for how long. */
export function announce({ folder, progress }: Pick<Session, 'folder' | 'progress'>): void {
	const plan = readJson(folder.plan, PlanSchema);
	const { machine, trials, instrumentedTrials = [], rounds, estimateSeconds } = plan;
	const isForPages = plan.profile === 'standard' || plan.profile === 'full';
	progress.stage(`Run ${folder.id}`);
	progress.note(`${machine.cpuModel}, ${machine.physicalCores} cores, class ${machine.class}`);
	if (plan.dirty && isForPages) {
		progress.note(
			`Tracked files differ from commit ${plan.commit.slice(0, 7)}, so no page will show this run: commit them first`,
		);
	}
	for (const layout of plan.layouts) {
		const { track, serverCpus, generatorCpus, generatorShared, pinned, awakeCpus, generatorFirst } =
			layout;
		const first = generatorFirst ? ', first in turn at a given rate' : '';
		const awake = awakeCpus ? `; CPU ${awakeCpus.join(',')} kept awake` : '';
		const generator = generatorShared
			? 'shared with the generator'
			: `generator on ${generatorCpus.join(',')}`;
		progress.note(
			pinned
				? `track ${track}: server on CPU ${serverCpus.join(',')}, ${generator}${first}${awake}`
				: `track ${track}: this system cannot pin processes to cores; the figures say so`,
		);
	}
	const after =
		instrumentedTrials.length > 0
			? ` and ${instrumentedTrials.length} instrumented after them`
			: '';
	progress.note(
		`${trials.length} trials in ${rounds} rounds${after}, about ${clock(estimateSeconds)} of load`,
	);
}
