import type { MachineClass, Run } from '../schemas/run.ts';
import { InvalidInput } from '../schemas/sentence.ts';

export type RunQuery = {
	experiment: string;
	/** Whether the figures of an article's own command are asked for; without it such runs are not looked at. */
	asPublished?: boolean | undefined;
	/** The run that an article insists on, by its id. */
	pinned?: string | undefined;
	/** `owner/name` of this clone, so that a fork shows its own figures first. */
	repository?: string | undefined;
	/** Runs made on the reader's own machine; the only ones that may be `quick`. */
	local?: readonly Run[] | undefined;
};

/** The run to show and why, in words that a page can print; without a run, why there is none. */
export type Selection =
	| { run: Run; origin: 'local' | 'pinned' | 'published'; reason: string }
	| {
			run: undefined;
			reason: string;
			/** Whether there is a run that was to be published, and gates of the run refused it. */
			refused: boolean;
	  };

/**
 * Decides which run of an experiment a page shows: the reader's own, else the pinned one, else the newest
 * gated run, a fork's own before upstream's, the quieter machine class before the noisier, and a core of its own before one
 * shared with a neighbour.
 *
 * @throws InvalidInput when the pinned run does not exist or may not be published
 */
export function selectRun(runs: readonly Run[], query: RunQuery): Selection {
	return local(query) ?? pinned(runs, query) ?? best(runs, query);
}

/** Undefined when a run's numbers may be published; otherwise a sentence that says why not. */
function whyNotPublishable(run: Run): string | undefined {
	if (run.profile === 'smoke' || run.profile === 'quick') {
		return `Run ${run.id} has the ${run.profile} profile, which is never published.`;
	}
	if (run.trials.measured === 0) return `Run ${run.id} measured nothing.`;
	const failed = run.gates.filter((gate) => !gate.pass);
	const reasons = failed.map(({ gate, reason }) => reason ?? `the gate ${gate}.`);
	if (failed.length > 0) return `Run ${run.id} did not pass its gates: ${reasons.join(' ')}`;
	return undefined;
}

function local(query: RunQuery): Selection | undefined {
	// A smoke run shows that the pipeline works; its windows are too short to be looked at.
	const { local: runs = [] } = query;
	const shown = runs.filter((run) => run.profile !== 'smoke' && run.trials.measured > 0);
	const run = newest(of(query, shown));
	if (!run) return undefined;
	const reason = `Run ${run.id} is the newest one made on this machine.`;
	return { run, origin: 'local', reason };
}

function pinned(runs: readonly Run[], query: RunQuery): Selection | undefined {
	if (query.pinned === undefined) return undefined;
	const run = of(query, runs).find((candidate) => candidate.id === query.pinned);
	if (!run) {
		throw new InvalidInput(
			`The pinned run ${query.pinned} of experiment ${query.experiment} does not exist; name a folder of content/results that holds this experiment.`,
		);
	}
	const problem = whyNotPublishable(run);
	if (problem) throw new InvalidInput(`${problem} Pin another one.`);
	return { run, origin: 'pinned', reason: `Run ${run.id} is pinned by this page.` };
}

function best(runs: readonly Run[], query: RunQuery): Selection {
	const { experiment, repository } = query;
	const asked = of(query, runs);
	const gated = asked.filter((run) => whyNotPublishable(run) === undefined);
	const own = gated.filter((run) => repository !== undefined && run.repository === repository);
	const pool = own.length > 0 ? own : gated;
	const machineClass = CLASSES.find((name) => pool.some((run) => run.machine.class === name));
	const ofClass = pool.filter((candidate) => candidate.machine.class === machineClass);
	// Beside a neighbour everything takes longer, and less can be told apart: the second choice, however new.
	const alone = ofClass.filter(({ neighbour }) => !neighbour);
	const run = newest(alone) ?? newest(ofClass);
	if (!run) return { run, ...nothingToShow(experiment, asked) };
	const whose = own.length > 0 ? ` that ${repository} made` : '';
	const which = run === newest(ofClass) ? '' : ' without a neighbour';
	const reason = `Run ${run.id} is the newest gated run${which} of ${experiment} on a ${machineClass} machine${whose}.`;
	return { run, origin: 'published', reason };
}

/** The quieter the machine, the more its numbers can tell. */
const CLASSES: readonly MachineClass[] = ['dedicated', 'shared-ci', 'dev'];

function of({ experiment, asPublished = false }: RunQuery, runs: readonly Run[]): Run[] {
	return runs.filter(
		(run) => run.experiments.includes(experiment) && (run.asPublished ?? false) === asPublished,
	);
}

function newest(runs: readonly Run[]): Run | undefined {
	return runs.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))[0];
}

function nothingToShow(experiment: string, asked: readonly Run[]) {
	const latest = newest(asked);
	const problem = latest && whyNotPublishable(latest);
	const meant = latest?.profile === 'standard' || latest?.profile === 'full';
	return {
		reason: problem ?? `Experiment ${experiment} has no run yet.`,
		refused: meant && latest.trials.measured > 0,
	};
}
