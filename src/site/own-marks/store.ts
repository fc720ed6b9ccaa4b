import { keptText, type KeptRun, readKept } from '../../core/own-runs/kept-runs.ts';

/** Also in live-chart/listen.ts, which must not load this file to look. */
const KEY = 'own-runs';

/** Runs that the reader shows on every chart, for as long as the tab is open. */
export function keptRuns(): KeptRun[] {
	try {
		return readKept(sessionStorage.getItem(KEY));
	} catch {
		// A browser that keeps nothing for this site.
		return [];
	}
}

/** @throws Error whose message is a sentence */
export function keep(run: KeptRun): void {
	const text = keptText([run, ...without(run.run.id)]);
	try {
		sessionStorage.setItem(KEY, text);
	} catch {
		throw new Error('The browser does not keep it for the charts.');
	}
}

export function takeOff(id: string): void {
	const rest = without(id);
	if (rest.length === 0) sessionStorage.removeItem(KEY);
	else sessionStorage.setItem(KEY, keptText(rest));
}

const without = (id: string) => keptRuns().filter(({ run }) => run.id !== id);
