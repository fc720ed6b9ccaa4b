import { element } from '../explorer/element.ts';
import { pick, pickedIn } from './legend.ts';
import { picturesOf, pointedAt, pointsOf, shownPicture } from './picture.ts';
import { nextPoint, type Shape } from './points.ts';
import { Tip } from './tip.ts';
import { copyButtons } from './copy.ts';
import { switchViews } from './views.ts';
import { spoken, tell, type Told } from './words.ts';

const HINT =
	'Arrow keys go from point to point, Home and End to the ends. Enter keeps one subject, and Escape leaves.';

/**
 * Makes a finished chart answer: to a pointer with what is there, to a press on a name by fading the others, and to keys by
 * going from point to point.
 *
 * @param first the event that woke it, which is answered too; absent where the address did
 */
export function enliven(figure: HTMLElement, first?: Event): void {
	const chart = new LiveChart(figure);
	for (const svg of picturesOf(figure)) chart.attach(svg);
	copyButtons(figure);
	switchViews(figure, () => {
		chart.forget();
		for (const svg of picturesOf(figure)) chart.attach(svg);
	});
	if (first) chart.answer(first);
}

class LiveChart {
	readonly #figure: HTMLElement;
	readonly #tip: Tip;
	readonly #status = element('p', { class: 'sr-only', role: 'status' });
	readonly #hint = element('p', { class: 'sr-only', id: '' }, HINT);
	readonly #attached = new WeakSet<SVGSVGElement>();
	#row: number | undefined;

	constructor(figure: HTMLElement) {
		this.#figure = figure;
		this.#tip = new Tip(figure);
		this.#hint.id = `${figure.id}-keys`;
		figure.append(this.#status, this.#hint);
		// Also where the chart has no focus: what a pointer has brought can be sent away by a key (WCAG 2.2, 1.4.13).
		document.addEventListener('keydown', ({ key }) => {
			if (key === 'Escape') this.#leave();
		});
		document.addEventListener('pointerdown', ({ target }) => {
			if (target instanceof Node && !figure.contains(target)) this.#leave();
		});
	}

	attach(svg: SVGSVGElement): void {
		if (this.#attached.has(svg)) return;
		this.#attached.add(svg);
		nameAsApplication(svg, this.#hint.id);
		svg.addEventListener('pointermove', (event) => this.#point(svg, event));
		svg.addEventListener('pointerdown', (event) => this.#point(svg, event));
		svg.addEventListener('pointerleave', ({ pointerType }) => {
			if (pointerType === 'mouse') this.#leave();
		});
		svg.addEventListener('click', (event) => this.#press(svg, event));
		svg.addEventListener('keydown', (event) => this.#key(svg, event));
		svg.addEventListener('blur', () => this.#leave());
	}

	/** The picture is another one now. */
	forget(): void {
		this.#row = undefined;
		this.#leave();
	}

	answer(event: Event): void {
		const svg = shownPicture(this.#figure);
		if (svg === undefined || !(event.target instanceof Node) || !svg.contains(event.target)) return;
		if (event instanceof PointerEvent) this.#point(svg, event);
		if (event instanceof KeyboardEvent) this.#key(svg, event);
	}

	#point(svg: SVGSVGElement, event: PointerEvent): void {
		const { target } = event;
		// The mark of a reader's own run is of a row, however far from ours.
		const own = target instanceof Element ? target.closest<SVGElement>('[data-own-row]') : null;
		const row =
			own?.dataset['ownRow'] ??
			pointedAt(svg, pointsOf(svg, this.#rows()), event, this.#shape())?.row;
		if (row !== undefined) this.#show(svg, Number(row));
	}

	/** A name in the picture is its subject's button. */
	#press(svg: SVGSVGElement, { target }: MouseEvent): void {
		if (!(target instanceof SVGElement)) return;
		const series = target.closest<SVGElement>('text[data-series]')?.dataset['series'];
		if (series !== undefined) this.#pick(svg, series);
	}

	#key(svg: SVGSVGElement, event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === 'Escape') {
			this.#leave();
			this.#row = undefined;
			pick(this.#figure, undefined);
			return;
		}
		const points = pointsOf(svg, this.#rows());
		if (event.key === 'Enter' || event.key === ' ') {
			const series = points.find(({ row }) => row === this.#row)?.series;
			if (series === undefined) return;
			event.preventDefault();
			this.#pick(svg, String(series));
			return;
		}
		const next = nextPoint(points, this.#row, event.key, this.#shape());
		if (next === undefined) return;
		event.preventDefault();
		const told = this.#show(svg, next.row);
		if (told) this.#status.textContent = spoken(told);
	}

	#pick(svg: SVGSVGElement, series: string): void {
		const picked = pickedIn(svg) === series ? undefined : series;
		pick(this.#figure, picked);
		this.#status.textContent = picked === undefined ? 'All subjects.' : 'The others are faded.';
	}

	#show(svg: SVGSVGElement, row: number): Told | undefined {
		const [point] = pointsOf(svg, [row]);
		const told = this.#tellOf(row);
		if (point === undefined || told === undefined) return undefined;
		this.#row = row;
		this.#tip.show(svg, point, told);
		return told;
	}

	#leave(): void {
		this.#tip.hide();
	}

	#shape(): Shape {
		return this.#figure.dataset['shape'] === 'curve' ? 'curve' : 'lines';
	}

	/** Rows of the picture of which the table tells. */
	#rows(): number[] {
		const rows = [...this.#figure.querySelectorAll<HTMLElement>('tr[data-row]')];
		return rows.map((row) => Number(row.dataset['row']));
	}

	#tellOf(row: number): Told | undefined {
		const line = this.#figure.querySelector<HTMLElement>(`tr[data-row="${row}"]`);
		if (line === null) return undefined;
		const headings = line.closest('table')?.querySelectorAll('thead th') ?? [];
		const text = (all: Iterable<Element>) => [...all].map((cell) => cell.textContent.trim());
		const tied = line.dataset['tied'] !== undefined;
		return tell(text(headings), text(line.children), { tied });
	}
}

/**
 * A screen reader hands keys to an application only. Its name stays the picture's title, but as a label: browsers show a
 * `title` element beside the pointer, where the chart's own words are.
 */
function nameAsApplication(svg: SVGSVGElement, hint: string): void {
	const title = svg.querySelector(':scope > title');
	svg.setAttribute('role', 'application');
	svg.setAttribute('aria-roledescription', 'chart');
	svg.setAttribute('aria-label', title?.textContent ?? '');
	svg.removeAttribute('aria-labelledby');
	svg.setAttribute('aria-describedby', `${svg.getAttribute('aria-describedby') ?? ''} ${hint}`);
	title?.remove();
	svg.tabIndex = 0;
}
