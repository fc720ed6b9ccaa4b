/**
 * Waits for the first pointer, focus or key on a chart. Before that a page has this script alone; what makes a chart answer
 * comes then, once for all charts of the page.
 */
const woken = new WeakSet<HTMLElement>();

for (const type of ['pointerover', 'focusin', 'keydown']) {
	document.addEventListener(type, wake, { capture: true, passive: true });
}

for (const picture of document.querySelectorAll<SVGSVGElement>('figure.chart[data-shape] > svg')) {
	picture.tabIndex = 0;
}

function wake(event: Event): void {
	const { target } = event;
	if (!(target instanceof Element)) return;
	const figure = target.closest<HTMLElement>('figure.chart[data-shape]');
	if (figure === null || woken.has(figure)) return;
	woken.add(figure);
	void import('./live.ts').then(({ enliven }) => enliven(figure, event));
}
