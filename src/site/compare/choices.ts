import type { CompareState } from '../../core/comparison/state.ts';
import { element } from '../explorer/element.ts';
import type { OfferedRun } from './offered-runs.ts';

interface Choice {
	value: string;
	title: string;
	group?: string;
}

/** Brings the form up to date with what is asked for; which selects there are depends on what is compared. */
export function refreshForm(
	form: HTMLFormElement,
	state: CompareState,
	runs: readonly OfferedRun[],
): void {
	const isRuns = state.kind === 'runs';
	for (const radio of form.querySelectorAll<HTMLInputElement>('input[name="kind"]')) {
		radio.checked = radio.value === state.kind;
	}
	const ofRun = form.querySelector<HTMLElement>('[data-of="run"]');
	if (ofRun) ofRun.hidden = isRuns;
	const every = runs.map(({ id, title, group }) => ({ value: id, title, group }));
	const subjects = runs.find(({ id }) => id === state.run)?.subjects.keys() ?? [];
	const sides = isRuns ? every : [...subjects].map((value) => ({ value, title: value }));
	fill(form, 'run', every, state.run);
	fill(form, 'a', sides, state.a);
	fill(form, 'b', sides, state.b);
	fill(form, 'metric', undefined, state.metric);
}

/** What the reader has just chosen. */
export function readForm(form: HTMLFormElement): Pick<CompareState, 'kind' | 'run' | 'a' | 'b'> & {
	metric: string;
} {
	const asked = new FormData(form);
	const text = (name: string) => {
		const value = asked.get(name);
		return typeof value === 'string' ? value : '';
	};
	const kind = text('kind') === 'runs' ? 'runs' : 'subjects';
	return { kind, run: text('run'), a: text('a'), b: text('b'), metric: text('metric') };
}

/** @param choices absent where the page has them from its build */
function fill(
	form: HTMLFormElement,
	name: string,
	choices: readonly Choice[] | undefined,
	value: string,
): void {
	const select = form.querySelector<HTMLSelectElement>(`select[name="${name}"]`);
	if (select === null) return;
	if (choices) select.replaceChildren(...options(choices));
	select.value = value;
}

function options(choices: readonly Choice[]): HTMLElement[] {
	const made = ({ value, title }: Choice) => element('option', { value }, title);
	const groups = Map.groupBy(choices, ({ group }) => group);
	return [...groups].flatMap(([label, own]) => {
		if (label === undefined) return own.map(made);
		const box = element('optgroup', { label });
		box.append(...own.map(made));
		return [box];
	});
}
