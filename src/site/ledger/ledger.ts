/**
 * Narrows the list of claims that the page has from its build. Without this script the list is there, whole. What is asked for
 * stands in the address.
 */
class ClaimsLedger extends HTMLElement {
	connectedCallback(): void {
		const form = this.querySelector('form');
		if (form === null) return;
		form.hidden = false;
		readAddress(form);
		form.addEventListener('input', () => this.#narrow(form, true));
		form.addEventListener('reset', () => setTimeout(() => this.#narrow(form, true)));
		form.addEventListener('submit', (event) => event.preventDefault());
		this.#narrow(form, false);
	}

	#narrow(form: HTMLFormElement, isAsked: boolean): void {
		const asked = new FormData(form);
		const entries = [...this.querySelectorAll<HTMLElement>('[data-verdict]')];
		for (const entry of entries) entry.hidden = !isWanted(entry, asked);
		const left = entries.filter(({ hidden }) => !hidden).length;
		const status = this.querySelector('[role="status"]');
		if (status) status.textContent = `${left} of ${entries.length}`;
		if (isAsked) writeAddress(asked);
	}
}

const names = ['verdict', 'article', 'kind', 'experiment'] as const;

function isWanted(entry: HTMLElement, asked: FormData): boolean {
	const words = text(asked, 'search').toLowerCase().split(/\s+/).filter(Boolean);
	const content = entry.textContent.toLowerCase();
	return (
		names.every((name) => ['', entry.dataset[name]].includes(text(asked, name))) &&
		words.every((word) => content.includes(word))
	);
}

function text(asked: FormData, name: string): string {
	const value = asked.get(name);
	return typeof value === 'string' ? value : '';
}

/** What a select does not offer is passed over: an old link may name what is gone. */
function readAddress(form: HTMLFormElement): void {
	const parameters = new URLSearchParams(location.search);
	for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')) {
		const value = parameters.get(field.name);
		const offered = !(field instanceof HTMLSelectElement) || hasOption(field, value);
		if (value !== null && offered) field.value = value;
	}
}

const hasOption = ({ options }: HTMLSelectElement, value: string | null) =>
	[...options].some((option) => option.value === value);

function writeAddress(asked: FormData): void {
	const parameters = new URLSearchParams();
	for (const name of ['search', ...names]) {
		const value = text(asked, name);
		if (value !== '') parameters.set(name, value);
	}
	const query = parameters.toString();
	history.replaceState(null, '', query ? `?${query}` : location.pathname);
}

customElements.define('claims-ledger', ClaimsLedger);
