import {
	type CompareState,
	completeState,
	readState,
	writeState,
} from '../../core/comparison/state.ts';
import type { CellIndex } from '../../core/explorer/cell-index.ts';
import { isFigure } from '../../core/explorer/columns.ts';
import { element } from '../explorer/element.ts';
import { readForm, refreshForm } from './choices.ts';
import { type OfferedRun } from './offered-runs.ts';
import { publishedRuns } from './published-runs.ts';
import { runsView } from './runs-view.ts';
import { subjectsView } from './subjects-view.ts';
import type { View } from './view.ts';

/**
 * Two subjects of one run, or two runs, side by side. What is asked for is in the address, so the way back works and a
 * comparison can be sent to somebody. It is computed here, by the functions that the command line uses.
 */
export class RunComparison extends HTMLElement {
	#runs: OfferedRun[] = [];
	#state: CompareState = readState(new URLSearchParams(location.search));
	/** Of what is drawn; an answer to an older question is dropped. */
	#question = 0;

	connectedCallback(): void {
		addEventListener('popstate', this.#readAddress);
		const form = this.#form;
		form?.addEventListener('submit', (event) => event.preventDefault());
		form?.addEventListener('change', (event) => this.#readChoice(event.target));
		void this.#load();
	}

	disconnectedCallback(): void {
		removeEventListener('popstate', this.#readAddress);
	}

	/** Runs that the reader brought: they can be chosen like any other, and the first is chosen. */
	add(runs: readonly OfferedRun[]): void {
		const ids = new Set(runs.map(({ id }) => id));
		// After this site's own, which stand beside them first.
		this.#runs = [...this.#runs.filter(({ id }) => !ids.has(id)), ...runs];
		const [first] = runs;
		if (first) this.#ask({ ...this.#state, kind: 'runs', run: '', a: '', b: first.id });
	}

	get #form(): HTMLFormElement | null {
		return this.querySelector('form');
	}

	async #load(): Promise<void> {
		try {
			const answer = await fetch(this.dataset['index'] ?? '');
			if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
			const index = (await answer.json()) as CellIndex;
			const { files = '', sound = '' } = this.dataset;
			const published = publishedRuns(index, files, new Set(sound.split(' ')));
			this.#runs = [...published, ...this.#runs];
		} catch (error) {
			this.#say(
				`The list of runs could not be loaded: ${(error as Error).message}. Load the page again.`,
			);
			return;
		}
		void this.#draw();
	}

	#readAddress = (): void => {
		this.#state = readState(new URLSearchParams(location.search));
		void this.#draw();
	};

	#readChoice(changed: EventTarget | null): void {
		const form = this.#form;
		if (form === null) return;
		const { metric, ...asked } = readForm(form);
		const isOther = changed instanceof HTMLInputElement && changed.name === 'kind';
		// The sides of one kind are none of the other.
		const sides = isOther ? { run: '', a: '', b: '' } : {};
		this.#ask({ ...asked, ...sides, metric: isFigure(metric) ? metric : this.#state.metric });
	}

	#ask(state: CompareState): void {
		this.#state = this.#runs.length > 0 ? completeState(state, this.#runs).state : state;
		history.pushState(null, '', `?${writeState(this.#state).toString()}`);
		void this.#draw();
	}

	async #draw(): Promise<void> {
		const question = ++this.#question;
		if (this.#runs.length === 0) {
			this.#say('Nothing has been measured yet.');
			return;
		}
		const { state, missing } = completeState(this.#state, this.#runs);
		this.#state = state;
		if (this.#form) refreshForm(this.#form, state, this.#runs);
		this.#say('Loading the cells.');
		const view = await this.#view(state);
		if (question !== this.#question) return;
		const result = this.querySelector('[data-result]');
		this.#say(view.finding);
		result?.replaceChildren(
			...missing.map((sentence) => element('p', { class: 'missing' }, sentence)),
			...view.parts,
		);
	}

	async #view(state: CompareState): Promise<View> {
		const find = (id: string) => this.#runs.find((run) => run.id === id);
		try {
			if (state.kind === 'subjects') {
				const run = find(state.run);
				if (!run || !state.b) return { finding: 'There is one subject only.', parts: [] };
				return subjectsView(await run.load([state.a, state.b]), state);
			}
			const [a, b] = [find(state.a), find(state.b)];
			if (!a || !b) return { finding: 'There is one run only.', parts: [] };
			return runsView(...(await Promise.all([a.load(), b.load()])), state.metric);
		} catch (error) {
			return { finding: `Not compared: ${(error as Error).message}`, parts: [] };
		}
	}

	#say(text: string): void {
		const status = this.querySelector('[role="status"]');
		if (status && status.textContent !== text) status.textContent = text;
	}
}

customElements.define('run-comparison', RunComparison);
