import { InvalidInput } from '../../core/schemas/sentence.ts';

/** A request as pacer's `--record` has it, in milliseconds from the beginning of the load. */
export type RecordedRequest = {
	readonly operation: string;
	readonly intendedMs: number;
	/** Absent where it was never sent, or got no answer. */
	readonly sentMs?: number;
	readonly endedMs?: number;
	readonly succeeded: boolean;
};

const COLUMNS = ['operation', 'outcome', 'intendedNs', 'sentNs', 'endedNs'] as const;

/** Reads the file that `pacer run --record` writes, in the order in which the requests should have started. */
export function parseRecord(csv: string): RecordedRequest[] {
	const [header = '', ...lines] = csv.trimEnd().split('\n');
	const names = header.split(',');
	const places = COLUMNS.map((column) => names.indexOf(column));
	const missing = COLUMNS.filter((_, index) => places[index] === -1);
	if (missing.length > 0) {
		throw new InvalidInput(
			`The record has no column ${missing.join(', ')}: write it with pacer's --record.`,
		);
	}
	return lines
		.map((line) => {
			const fields = line.split(',');
			const [operation, outcome, intended, sent, ended] = places.map(
				(place) => fields[place] ?? '',
			);
			return {
				operation: operation ?? '',
				succeeded: outcome === 'valid',
				intendedMs: Number(intended) / 1e6,
				...(sent && { sentMs: Number(sent) / 1e6 }),
				...(ended && { endedMs: Number(ended) / 1e6 }),
			};
		})
		.sort((one, other) => one.intendedMs - other.intendedMs);
}
