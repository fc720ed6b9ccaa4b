/** Why a sentence has no figure. */
export type Absence =
	| 'not measured yet'
	| 'not stated'
	| 'left out'
	/** A percentile that may not be the server's, or rests on too few requests. */
	| 'not published'
	/** With the rate, so that its latency is that of a growing queue. */
	| 'did not keep up';

/** What stands in a sentence for a figure that may not be printed: words that fit where a number would. */
export function absentInWords(status: Absence): string {
	return words[status] ?? status;
}

const words: Partial<Record<Absence, string>> = {
	'left out': 'no figure that passed its gates',
	'did not keep up': 'a queue that grew to the end',
};
