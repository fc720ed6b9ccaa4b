/**
 * What a gate asks, in words that a page can print. The runner judges with the same `limit`, so that a page cannot
 * state another one.
 */
export interface GateDescription {
	id: string;
	/** What is judged. A window that fails is left out of its cell, a cell or run that fails is marked. */
	level: 'window' | 'cell' | 'run';
	/** One question that a passed gate answers with yes. */
	asks: string;
	/** The number it compares with, in the unit of its outcome's `value`. */
	limit: number;
	/** The limit in words. */
	threshold: string;
	/** Why this limit: a paper, a manual, a source or our own data. */
	source: string;
	/** What passes although it should not. */
	blind: string;
}

/** `0.05` into `5 %`. */
export function percent(share: number): string {
	return `${Number((share * 100).toPrecision(3))} %`;
}
