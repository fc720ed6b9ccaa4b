import type { Truth } from '../core/truth/truth.ts';

/** Truths that one heading fits, each with what is left of its sentence. */
export type TruthGroup = { heading: string; rows: { words: string; truth: Truth }[] };

/**
 * Groups truths under what their sentences share, so that it is read once: "The interval of a ratio holds
 * the true ratio" above "6 rounds" and "8 rounds". Where nothing more is shared, the heading is the group.
 */
export function truthGroups(truths: readonly Truth[]): TruthGroup[] {
	const leads = Map.groupBy(truths, (truth) => `${truth.group} ${leadOf(truth)}`);
	const isShared = (truth: Truth) =>
		leadOf(truth) !== '' && (leads.get(`${truth.group} ${leadOf(truth)}`)?.length ?? 0) > 1;
	const groups = Map.groupBy(truths, (truth) =>
		isShared(truth) ? `${truth.group} ${leadOf(truth)}` : `${truth.group} …`,
	);
	return [...groups].map(([heading, own]) => ({
		heading: unbroken(heading),
		rows: own.map((truth) => {
			const rest = truth.statement.slice(leadOf(truth).length + 2);
			return { words: unbroken(isShared(truth) ? rest : `… ${truth.statement}`), truth };
		}),
	}));
}

/** What stands before the first colon; empty where there is none. */
function leadOf({ statement }: Truth): string {
	const colon = statement.indexOf(': ');
	return colon < 0 ? '' : statement.slice(0, colon);
}

/** A number and its per cent stay on one line. */
function unbroken(words: string): string {
	return words.replaceAll(' %', '\u00a0%');
}

/** `93 to 97 %`: what a truth's share must lie within. */
export function demandWords({ least, most }: Pick<Truth, 'least' | 'most'>): string {
	const percent = (share: number) => `${Number((share * 100).toFixed(1))}`;
	if (least === 0) return `at most ${percent(most)}\u00a0%`;
	if (most === 1) return `at least ${percent(least)}\u00a0%`;
	return `${percent(least)} to ${percent(most)}\u00a0%`;
}
