import { picturesOf } from './picture.ts';

/** The subject whose marks alone are not faded. */
export const pickedIn = (svg: SVGSVGElement): string | undefined => svg.dataset['picked'];

/** Fades the marks and names of all other subjects, in both pictures; undefined brings all back. */
export function pick(figure: HTMLElement, series: string | undefined): void {
	for (const svg of picturesOf(figure)) {
		if (series === undefined) delete svg.dataset['picked'];
		else svg.dataset['picked'] = series;
		for (const mark of svg.querySelectorAll<SVGElement>('[data-series]')) {
			const isOther = series !== undefined && mark.dataset['series'] !== series;
			mark.classList.toggle('faded', isOther);
		}
	}
}
