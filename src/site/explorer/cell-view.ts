import type { Cell } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import { cellParts } from './cell-parts.ts';
import { element } from './element.ts';

/** Draws the cell that the address names, `?run=...&cell=...`, from the files that this site serves. */
class CellView extends HTMLElement {
	connectedCallback(): void {
		void this.#load();
	}

	async #load(): Promise<void> {
		const parameters = new URLSearchParams(location.search);
		const [run, cell] = [parameters.get('run'), parameters.get('cell')];
		if (!run || !cell) {
			this.#say('No cell is named in the address.');
			return;
		}
		const folder = `${this.dataset['files'] ?? ''}${encodeURIComponent(run)}/`;
		const file = `${folder}${cell.split('/').map(encodeURIComponent).join('/')}.json`;
		try {
			const [about, found] = await Promise.all([read(`${folder}run.json`), read(file)]);
			const page = `${this.dataset['runs'] ?? ''}${encodeURIComponent(run)}/`;
			this.replaceChildren(...cellParts(about as Run, found as Cell, { file, page }));
		} catch (error) {
			this.#say(`The cell could not be loaded: ${(error as Error).message}.`);
		}
	}

	#say(text: string): void {
		const list = element('a', { href: this.dataset['runs'] ?? '' }, 'All runs and cells');
		this.replaceChildren(element('p', { role: 'status' }, text), list);
	}
}

/** These files were checked against their schemas when the site was built. */
async function read(address: string): Promise<unknown> {
	const answer = await fetch(address);
	if (answer.status === 404) throw new Error('this site has no such file');
	if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
	return answer.json();
}

customElements.define('cell-view', CellView);
