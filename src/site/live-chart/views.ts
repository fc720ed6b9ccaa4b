import type { PictureOfView } from '../chart-files/pictures.ts';
import { picturesOf } from './picture.ts';
import { showTable } from './table.ts';
import { fileOfView, viewData, withView } from './view-address.ts';

/**
 * Puts another view of a chart in its place where one is asked for, by a link or by the address, which then names it.
 *
 * @param onChange after the pictures are others
 */
export function switchViews(figure: HTMLElement, onChange: () => void): void {
	const nav = figure.querySelector<HTMLElement>('nav.views');
	if (nav === null) return;
	const own = { parts: partsOf(figure), pictures: picturesOf(figure) };
	const links = [...nav.querySelectorAll<HTMLAnchorElement>('a[data-view]')];

	for (const link of links) {
		link.addEventListener('click', (event) => {
			// As with any link, a modifier opens the picture elsewhere.
			if (event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			void show(link).then((isShown) => {
				if (!isShown) location.href = link.href;
			});
		});
	}
	const asked = new URLSearchParams(location.search).get(figure.id);
	const link = links.find(({ dataset }) => asked !== null && dataset['view'] === asked);
	if (link) void show(link);

	async function show(link: HTMLAnchorElement): Promise<boolean> {
		const view = link.dataset['view'] ?? '';
		const data = view === '' ? undefined : await read(viewData(link.href));
		if (view !== '' && data === undefined) return false;
		if (data === undefined) own.parts.restore();
		else fill(figure, data);
		placePictures(figure, data === undefined ? own.pictures : [data.narrow, data.wide].map(parsed));
		for (const other of links) other.toggleAttribute('aria-current', false);
		link.setAttribute('aria-current', 'true');
		nameIn(figure, view);
		onChange();
		figure.dispatchEvent(new Event('viewchange'));
		return true;
	}
}

async function read(address: string): Promise<PictureOfView | undefined> {
	try {
		const answer = await fetch(address);
		return answer.ok ? ((await answer.json()) as PictureOfView) : undefined;
	} catch {
		return undefined;
	}
}

/** Pictures that the site's own build drew, as they stand in its pages. */
function parsed(svg: string, index: number): SVGSVGElement {
	const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
	const picture = document.importNode(documentElement, true) as unknown as SVGSVGElement;
	picture.classList.add(index === 0 ? 'narrow' : 'wide');
	return picture;
}

function placePictures(figure: HTMLElement, pictures: readonly SVGSVGElement[]): void {
	const [first, ...rest] = picturesOf(figure);
	for (const picture of rest) picture.remove();
	first?.replaceWith(...pictures);
}

const TEXTS = ['.title', '.finding', '.provenance a', '[data-part="how-to-read"]'] as const;

function fill(figure: HTMLElement, data: PictureOfView): void {
	const texts = [data.title, data.finding, data.provenance, data.howToRead];
	for (const [index, selector] of TEXTS.entries()) {
		const part = figure.querySelector(selector);
		const text = texts[index];
		if (part && text !== undefined) part.textContent = text;
	}
	const detectable = figure.querySelector<HTMLElement>('[data-part="detectable"]');
	if (detectable) detectable.hidden = data.detectable === undefined;
	const difference = figure.querySelector('[data-part="detectable-difference"]');
	if (difference) difference.textContent = data.detectable ?? '';
	figure.dataset['shape'] = data.shape;
	figure.dataset['own'] = JSON.stringify(data.own);
	showTable(figure, data.table);
}

/** What a view replaces, so that it can come back. */
function partsOf(figure: HTMLElement): { restore: () => void } {
	const selectors = [...TEXTS, '[data-part="detectable"]', 'details table'];
	const kept = selectors.flatMap((selector) => {
		const part = figure.querySelector<HTMLElement>(selector);
		return part ? [{ part, html: part.innerHTML, isHidden: part.hidden }] : [];
	});
	const { shape, own } = figure.dataset;
	return {
		restore: () => {
			for (const { part, html, isHidden } of kept) {
				part.innerHTML = html;
				part.hidden = isHidden;
			}
			figure.dataset['shape'] = shape;
			figure.dataset['own'] = own ?? 'null';
		},
	};
}

/** In the address, in the permalink, and in the files that Details offers. */
function nameIn(figure: HTMLElement, view: string): void {
	history.replaceState(history.state, '', withView(location.href, figure.id, view));
	for (const link of figure.querySelectorAll<HTMLAnchorElement>('a[data-ending]')) {
		link.hidden = view !== '' && link.dataset['ending'] === 'png';
		link.dataset['own'] ??= link.pathname;
		link.href = fileOfView(link.dataset['own'], view);
		const name = [figure.id, ...(view === '' ? [] : [view])].join('-');
		link.download = `${name}.${link.dataset['ending'] ?? ''}`;
	}
	for (const part of figure.querySelectorAll<HTMLElement>('[data-permalink], [data-copies]')) {
		const name = part.dataset['permalink'] === undefined ? 'copies' : 'permalink';
		const address = withView(part.dataset[name] ?? location.href, figure.id, view);
		part.dataset[name] = address;
		const { search, hash } = new URL(address);
		if (part instanceof HTMLAnchorElement) part.setAttribute('href', `${search}${hash}`);
	}
}
