import { xorshift32 } from './xorshift.ts';

/** A record of the workload `json`; its fields stand in the order in which they are written. */
export interface Record {
	id: number;
	name: string;
	email: string;
	score: number;
	active: boolean;
	tags: string[];
}

const TAGS = ['red', 'orange', 'yellow', 'green', 'blue', 'indigo', 'violet', 'grey'] as const;

/**
 * The records that `GET /json?records=&seed=` answers with.
 *
 * @param count 1 to 1000
 * @param seed 1 to 4294967295; xorshift never leaves 0
 */
export function makeRecords(count: number, seed: number): Record[] {
	let state = seed;
	const next = () => (state = xorshift32(state));
	return Array.from({ length: count }, (_, index) => {
		const id = index + 1;
		const score = next() % 1001;
		const active = next() % 2 === 1;
		const third = next();
		const tags = [tag(third), tag(third >>> 3)];
		return { id, name: `Person ${id}`, email: `person${id}@example.org`, score, active, tags };
	});
}

/** What `POST /json` answers to these records. */
export function answerRecords(records: readonly Record[]) {
	return {
		count: records.length,
		total: records.reduce((sum, { score }) => sum + score, 0),
		records: records.map((record) => ({ ...record, score: record.score + 1 })),
	};
}

function tag(bits: number): string {
	return TAGS[bits % 8] as string;
}
