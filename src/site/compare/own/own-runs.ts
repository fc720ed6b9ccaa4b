import { element } from '../../explorer/element.ts';
import { RunComparison } from '../compare.ts';
import { type ChosenFile, chosenFiles, droppedFiles } from './chosen-files.ts';
import { offerForCharts } from './for-charts.ts';
import type { Brought } from './read-files.ts';

/**
 * Takes a reader's own runs: files, a folder, or what a fork published. What reads and checks them comes only then, and
 * nothing of them leaves the browser.
 */
class OwnRuns extends HTMLElement {
	connectedCallback(): void {
		for (const field of this.querySelectorAll<HTMLInputElement>('input[type="file"]')) {
			field.addEventListener('change', () => {
				const files = field.files ? chosenFiles(field.files) : [];
				void this.#take(() => this.#read(files));
				// The same folder may be chosen again, after another run.
				field.value = '';
			});
		}
		this.addEventListener('dragover', (event) => this.#mark(event, true));
		this.addEventListener('dragleave', (event) => this.#mark(event, false));
		this.addEventListener('drop', (event) => this.#drop(event));
		this.querySelector('form')?.addEventListener('submit', (event) => this.#askFork(event));
	}

	#mark(event: DragEvent, isOver: boolean): void {
		event.preventDefault();
		this.classList.toggle('over', isOver);
	}

	#drop(event: DragEvent): void {
		this.#mark(event, false);
		const items = event.dataTransfer?.items;
		if (!items) return;
		const files = droppedFiles(items);
		void this.#take(async () => this.#read(await files));
	}

	#askFork(event: SubmitEvent): void {
		event.preventDefault();
		const address = this.querySelector<HTMLInputElement>('input[name="fork"]')?.value ?? '';
		void this.#take(async () => (await import('./read-fork.ts')).readFork(address));
	}

	async #read(files: readonly ChosenFile[]): Promise<Brought> {
		const { readFiles } = await import('./read-files.ts');
		return readFiles(files);
	}

	async #take(bring: () => Promise<Brought>): Promise<void> {
		this.#say('Reading.', []);
		try {
			const { runs, problems } = await bring();
			const count = runs.length === 1 ? '1 run is' : `${runs.length} runs are`;
			this.#say(runs.length > 0 ? `${count} among those to choose from.` : 'Not read.', problems);
			const comparison = document.querySelector('run-comparison');
			if (runs.length === 0 || !(comparison instanceof RunComparison)) return;
			comparison.add(runs);
			this.querySelector('[data-for-charts]')?.replaceChildren(...runs.map(offerForCharts));
			if (problems.length === 0) comparison.scrollIntoView();
		} catch (error) {
			this.#say('Not read.', [(error as Error).message]);
		}
	}

	#say(outcome: string, problems: readonly string[]): void {
		const status = this.querySelector('[role="status"]');
		const list = element('ul', {});
		list.append(...problems.map((problem) => element('li', {}, problem)));
		status?.replaceChildren(outcome, ...(problems.length > 0 ? [list] : []));
	}
}

customElements.define('own-runs', OwnRuns);
