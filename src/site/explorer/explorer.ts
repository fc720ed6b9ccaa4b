import type { CellIndex } from '../../core/explorer/cell-index.ts';
import type { ColumnName } from '../../core/explorer/columns.ts';
import { countValues, selectLines } from '../../core/explorer/select-lines.ts';
import { type ExplorerState, readState, writeState } from '../../core/explorer/state.ts';
import { refreshControls } from './controls.ts';
import { drawTable, linesAtOnce } from './table.ts';

/**
 * The explorer: an index is loaded once, and every key and tick selects anew from it. What is asked for is in the address, so
 * the way back works and a view can be sent to somebody.
 */
class Explorer extends HTMLElement {
	#index: CellIndex | undefined;
	#state: ExplorerState = readState(new URLSearchParams(location.search));
	#shown = linesAtOnce;

	connectedCallback(): void {
		addEventListener('popstate', this.#readAddress);
		void this.#load();
	}

	disconnectedCallback(): void {
		removeEventListener('popstate', this.#readAddress);
	}

	async #load(): Promise<void> {
		try {
			const answer = await fetch(this.dataset['index'] ?? '');
			if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
			this.#index = (await answer.json()) as CellIndex;
		} catch (error) {
			this.#say(
				`The list of cells could not be loaded: ${(error as Error).message}. Load the page again.`,
			);
			return;
		}
		this.#draw();
	}

	#readAddress = (): void => {
		this.#state = readState(new URLSearchParams(location.search));
		this.#draw();
	};

	/** Takes the reader's change, into the address too; typing replaces it, so that the way back is not one key long. */
	#change(changes: Partial<ExplorerState>, replace = false): void {
		this.#state = { ...this.#state, ...changes };
		this.#shown = linesAtOnce;
		const query = writeState(this.#state).toString();
		const address = query ? `?${query}` : location.pathname;
		if (replace) history.replaceState(null, '', address);
		else history.pushState(null, '', address);
		this.#draw();
	}

	#sort(column: ColumnName): void {
		const { sort } = this.#state;
		const descending = sort?.column === column ? !sort.descending : false;
		this.#change({ sort: { column, descending } });
	}

	#draw(): void {
		const index = this.#index;
		if (index === undefined) return;
		const lines = selectLines(index, this.#state);
		const total = index.count === 1 ? '1 cell' : `${index.count.toLocaleString('en-GB')} cells`;
		const found = lines.length.toLocaleString('en-GB');
		this.#say(lines.length === index.count ? total : `${found} of ${total}`);
		refreshControls(this, this.#state, countValues(index, this.#state), (changes, replace) =>
			this.#change(changes, replace),
		);
		drawTable(this, index, lines.slice(0, this.#shown), this.#state, {
			cell: this.dataset['cell'] ?? '',
			sort: (column) => this.#sort(column),
		});
		this.dataset['ready'] = '';
		const more = this.querySelector<HTMLButtonElement>('.more');
		if (more === null) return;
		more.hidden = lines.length <= this.#shown;
		more.textContent = `Show ${Math.min(linesAtOnce, lines.length - this.#shown)} more`;
		more.onclick = () => {
			this.#shown += linesAtOnce;
			this.#draw();
		};
	}

	#say(text: string): void {
		const status = this.querySelector('[role="status"]');
		if (status && status.textContent !== text) status.textContent = text;
	}
}

customElements.define('cell-explorer', Explorer);
