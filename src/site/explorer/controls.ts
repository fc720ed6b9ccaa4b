import { facets, type ColumnName, type FacetName } from '../../core/explorer/columns.ts';
import type { ExplorerState } from '../../core/explorer/state.ts';

type Change = (changes: Partial<ExplorerState>, replace?: boolean) => void;

/** Brings the search and the ticks, which the page has from its build, up to date with what is asked for. */
export function refreshControls(
	host: HTMLElement,
	state: ExplorerState,
	counts: Record<string, number[]>,
	change: Change,
): void {
	const controls = host.querySelector('.controls');
	if (controls === null) return;
	const search = controls.querySelector<HTMLInputElement>('input[type="search"]');
	if (search) {
		if (search.value !== state.search) search.value = state.search;
		search.oninput = () => change({ search: search.value }, true);
	}
	for (const { name } of facets) {
		const fold = controls.querySelector<HTMLDetailsElement>(`details[data-facet="${name}"]`);
		if (fold) refreshFacet(fold, name, state, counts[name] ?? [], change);
	}
	refreshColumns(controls, state, change);
	const clear = controls.querySelector<HTMLButtonElement>('button.clear');
	if (!clear) return;
	clear.hidden = state.search === '' && Object.keys(state.filters).length === 0;
	clear.onclick = () => change({ search: '', filters: {} });
}

function refreshFacet(
	details: HTMLDetailsElement,
	name: FacetName,
	{ filters }: ExplorerState,
	counts: readonly number[],
	change: Change,
): void {
	const wanted = filters[name] ?? [];
	const summary = details.querySelector('summary');
	details.classList.toggle('on', wanted.length > 0);
	const title = facets.find((facet) => facet.name === name)?.title ?? name;
	if (summary) summary.textContent = wanted.length > 0 ? `${title}: ${wanted.join(', ')}` : title;
	const boxes = [...details.querySelectorAll<HTMLInputElement>('input')];
	boxes.forEach((box, place) => {
		box.checked = wanted.includes(box.value);
		const count = counts[place] ?? 0;
		const shown = box.parentElement?.querySelector('small');
		if (shown) shown.textContent = count.toLocaleString('en-GB');
		box.parentElement?.classList.toggle('none', count === 0 && !box.checked);
		box.onchange = () => {
			const values = boxes.filter(({ checked }) => checked).map(({ value }) => value);
			const { [name]: _, ...others } = filters;
			change({ filters: values.length > 0 ? { ...others, [name]: values } : others });
		};
	});
}

function refreshColumns(controls: Element, { columns }: ExplorerState, change: Change): void {
	const boxes = [...controls.querySelectorAll<HTMLInputElement>('details[data-columns] input')];
	for (const box of boxes) {
		box.checked = columns.includes(box.value as ColumnName);
		box.onchange = () => {
			const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
			change({ columns: chosen as ColumnName[] });
		};
	}
}
