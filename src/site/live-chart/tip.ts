import { element, shape } from '../explorer/element.ts';
import type { DrawnPoint } from './picture.ts';
import type { Told } from './words.ts';

/** What is said of a point, beside it, and a ring around it. */
export class Tip {
	readonly #figure: HTMLElement;
	readonly #box = element('div', { class: 'tip', hidden: '' });
	readonly #ring = shape('rect', { class: 'ring', rx: '3' });

	constructor(figure: HTMLElement) {
		this.#figure = figure;
		figure.append(this.#box);
	}

	show(svg: SVGSVGElement, point: DrawnPoint, { title, lines, notes }: Told): void {
		const list = element('dl', {});
		for (const { label, value } of lines) {
			list.append(element('dt', {}, label), element('dd', {}, value));
		}
		const rest = notes.map((note) => element('p', {}, note));
		this.#box.replaceChildren(element('b', {}, title), list, ...rest);
		this.#box.hidden = false;
		this.#ringAround(svg, point);
		this.#placeBeside(svg, point);
	}

	hide(): void {
		this.#box.hidden = true;
		this.#ring.remove();
	}

	#ringAround(svg: SVGSVGElement, { box }: DrawnPoint): void {
		const around = 4;
		const frame = {
			x: box.x - around,
			y: box.y - around,
			width: box.width + 2 * around,
			height: box.height + 2 * around,
		};
		for (const [name, value] of Object.entries(frame)) {
			this.#ring.setAttribute(name, value.toFixed(1));
		}
		svg.append(this.#ring);
	}

	/** Above the point, or below it where the window ends; never beyond the chart's sides. */
	#placeBeside(svg: SVGSVGElement, { x, box }: DrawnPoint): void {
		const matrix = svg.getScreenCTM() ?? undefined;
		const top = new DOMPoint(x, box.top).matrixTransform(matrix);
		const bottom = new DOMPoint(x, box.bottom).matrixTransform(matrix);
		const frame = this.#figure.getBoundingClientRect();
		const { width, height } = this.#box.getBoundingClientRect();
		const gap = 12;
		const above = top.y - gap - height;
		const y = above > 0 ? above : bottom.y + gap;
		const left = Math.min(Math.max(top.x - frame.left - width / 2, 0), frame.width - width);
		this.#box.style.translate = `${Math.round(left)}px ${Math.round(y - frame.top)}px`;
	}
}
