import { isFigure, type FigureName } from '../explorer/columns.ts';

/** What a reader sets beside what; all of it is in the address, so that a comparison can be sent to somebody. */
export interface CompareState {
	/** Two runs, or two subjects of one run. */
	kind: 'subjects' | 'runs';
	/** Of two subjects: the run they are of. Empty where the reader has not said. */
	run: string;
	a: string;
	b: string;
	metric: FigureName;
}

/** A run that can be chosen. */
export interface Offered {
	id: string;
	experiments: readonly string[];
	/** Those that it measured, without the twins, each with where it passed its gates: experiment, core track and load. */
	subjects: ReadonlyMap<string, ReadonlySet<string>>;
	/** It may be published and passed its gates: what stands there for a reader who has not chosen. */
	isSound: boolean;
}

const usualMetric: FigureName = 'serverCpuMsPerRequest';

/** A subject has a colon before its variant (`go/chi:single`); so has a reader's own run, but no slash before it. */
export function isSubject(text: string): boolean {
	return /^[^:]*\/[^:]*:/.test(text);
}

export function readState(parameters: URLSearchParams): CompareState {
	const [run, a, b, metric] = ['run', 'a', 'b', 'metric'].map((name) => parameters.get(name) ?? '');
	const isRuns = !run && Boolean(a || b) && ![a, b].some((side) => isSubject(side ?? ''));
	return {
		kind: isRuns ? 'runs' : 'subjects',
		run: run ?? '',
		a: a ?? '',
		b: b ?? '',
		metric: metric && isFigure(metric) ? metric : usualMetric,
	};
}

export function writeState({ kind, run, a, b, metric }: CompareState): URLSearchParams {
	const parameters = new URLSearchParams();
	if (kind === 'subjects') parameters.set('run', run);
	parameters.set('a', a);
	parameters.set('b', b);
	if (metric !== usualMetric) parameters.set('metric', metric);
	return parameters;
}

/**
 * Fills in what the reader has not said, and what cannot be had.
 *
 * @param runs the newest first; at least one
 * @returns the state, and a sentence for each name that is not here
 */
export function completeState(
	state: CompareState,
	runs: readonly Offered[],
): { state: CompareState; missing: string[] } {
	return state.kind === 'runs' ? completeRuns(state, runs) : completeSubjects(state, runs);
}

function completeSubjects(state: CompareState, runs: readonly Offered[]) {
	const has = ({ subjects }: Offered, subject: string) => !subject || subjects.has(subject);
	const named = runs.find(({ id }) => id === state.run);
	const having = runs.filter((one) => has(one, state.a) && has(one, state.b));
	const run =
		named ?? having.find((one) => one.isSound && hasPair(one, state)) ?? having[0] ?? runs[0];
	const subjects = run?.subjects ?? new Map<string, ReadonlySet<string>>();
	const a = subjects.has(state.a) ? state.a : other(subjects, state.b);
	const b = subjects.has(state.b) ? state.b : other(subjects, a);
	const missing = [
		...(state.run && !named ? [whyGone(state.run)] : []),
		...[state.a, state.b]
			.filter((subject) => subject && !subjects.has(subject))
			.map((subject) => `Run ${run?.id ?? ''} did not measure ${subject}.`),
	];
	return { state: { ...state, run: run?.id ?? '', a, b }, missing };
}

function completeRuns(state: CompareState, runs: readonly Offered[]) {
	const find = (id: string) => runs.find((run) => run.id === id);
	const [first, second] = [find(state.a), find(state.b)];
	const b = second ?? newestBeside(first, runs);
	const a = first ?? newestBeside(b, runs);
	const missing = [state.a, state.b].filter((id) => id && !find(id)).map(whyGone);
	return { state: { ...state, run: '', a: a?.id ?? '', b: b?.id ?? '' }, missing };
}

/** The newest run that shares an experiment with this one, else the newest other. */
function newestBeside(run: Offered | undefined, runs: readonly Offered[]): Offered | undefined {
	const others = runs.filter((one) => one !== run);
	const shares = (one: Offered) => one.experiments.some((name) => run?.experiments.includes(name));
	const sharing = others.filter(shares);
	return sharing.find(({ isSound }) => isSound) ?? sharing[0] ?? others[0];
}

/** One that was measured where this was, if there is one. */
function other(subjects: Offered['subjects'], subject: string): string {
	const others = [...subjects.keys()].filter((one) => one !== subject);
	return others.find((one) => haveMet(subjects, one, subject)) ?? others[0] ?? '';
}

/** Whether what would be shown of the run can be compared: it may be of one subject and several load generators. */
function hasPair({ subjects }: Offered, asked: CompareState): boolean {
	const a = asked.a || other(subjects, asked.b);
	return haveMet(subjects, a, asked.b || other(subjects, a));
}

function haveMet(subjects: Offered['subjects'], a: string, b: string): boolean {
	const places = subjects.get(b);
	return [...(subjects.get(a) ?? [])].some((place) => places?.has(place));
}

function whyGone(id: string): string {
	if (id.includes(':')) {
		return `${id} was read into this page’s memory alone and went with it: choose its files again.`;
	}
	return `This site has no run ${id}.`;
}
