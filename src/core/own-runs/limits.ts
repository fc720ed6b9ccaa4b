const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What is read of a reader's files; beyond it a sentence says what was too much. */
export const limits = {
	/** A repository with a whole year of weekly runs, sixty cells each. */
	files: 4000,
	/** A cell is at most 20 KB (the publish stage sees to it), and a run.json of many rounds has tens of KB: room for ten times that. */
	fileBytes: 512 * kibibyte,
	/** The whole of `files` at the size of a cell would be 80 MB: a phone should refuse before it swaps. */
	totalBytes: 32 * mebibyte,
	/** The deepest schema nests seven levels (a window's operations in a cell). */
	depth: 16,
	/** Of a repository's list of files: GitHub itself cuts it off at 7 MB. */
	listingBytes: 16 * mebibyte,
	/** Of a sentence: an error can quote a file, and a hostile one at length. */
	sentenceCharacters: 400,
	/** Of a run's id, which stands in the address; ours have about 40. */
	idCharacters: 120,
	/** Of what a tab keeps of runs for the charts: no more than one file, though a browser gives 5 MiB. */
	keptCharacters: 512 * kibibyte,
	/** Sentences about one run; the rest are counted. */
	sentences: 5,
} as const;

export function shorten(text: string): string {
	if (text.length <= limits.sentenceCharacters) return text;
	return `${text.slice(0, limits.sentenceCharacters)} …`;
}
