/**
 * Waits for the first pointer, focus or key on a chart. Before that a page has this script alone; what makes a chart answer
 * comes then, once for all charts of the page.
 */
const woken = new WeakMap<HTMLElement, Promise<void>>();
const alive = new WeakSet<HTMLElement>();
/** What happened last while the script was on its way, which it answers. */
const pending = new WeakMap<HTMLElement, Event>();

for (const type of ['pointerover', 'focusin', 'keydown']) {
	document.addEventListener(type, wake, { capture: true, passive: true });
}
document.addEventListener('click', hold, { capture: true });

for (const picture of document.querySelectorAll<SVGSVGElement>('figure.chart[data-shape] > svg')) {
	picture.tabIndex = 0;
}

// An address may ask for a view of a chart: `?prime-cpu-per-request=memory`.
for (const id of new URLSearchParams(location.search).keys()) {
	const figure = document.getElementById(id);
	if (figure?.matches('figure.chart[data-shape]')) enlivened(figure).catch(leaveAsIs);
}

// A run that the reader keeps for the charts (own-marks/store.ts); a browser may refuse to say.
try {
	if (sessionStorage.getItem('own-runs')) import('../own-marks/overlay.ts').catch(leaveAsIs);
} catch {
	leaveAsIs();
}

function wake(event: Event): void {
	const figure = chartAround(event);
	if (figure) enlivened(figure, event).catch(leaveAsIs);
}

/** Without its script a chart is the finished picture that it was. */
function leaveAsIs(): void {}

/** A touch on a view's link is over before the script has come: the link waits for it, and leads where it says without it. */
function hold(event: MouseEvent): void {
	const figure = chartAround(event);
	const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-view]');
	const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
	if (figure === null || link === null || alive.has(figure) || isElsewhere) return;
	event.preventDefault();
	enlivened(figure).then(
		() => link.click(),
		() => (location.href = link.href),
	);
}

function chartAround({ target }: Event): HTMLElement | null {
	return target instanceof Element ? target.closest<HTMLElement>('figure.chart[data-shape]') : null;
}

function enlivened(figure: HTMLElement, event?: Event): Promise<void> {
	// A touch brings a focus after it, which says less.
	if (event && !(event.type === 'focusin' && pending.has(figure))) pending.set(figure, event);
	const known = woken.get(figure);
	if (known !== undefined) return known;
	const waking = import('./live.ts').then(({ enliven }) => {
		alive.add(figure);
		enliven(figure, pending.get(figure));
	});
	woken.set(figure, waking);
	return waking;
}
