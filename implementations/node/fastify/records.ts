export type Person = {
	id: number;
	name: string;
	email: string;
	score: number;
	active: boolean;
	tags: string[];
};

const TAGS = ['red', 'orange', 'yellow', 'green', 'blue', 'indigo', 'violet', 'grey'] as const;

/** The first `count` records of the stream that starts at `seed`, which is not 0. */
export function makeRecords(count: number, seed: number): Person[] {
	let state = seed;
	const next = (): number => (state = xorshift(state));
	return Array.from({ length: count }, (_, index) => {
		const id = index + 1;
		const score = next() % 1_001;
		const active = next() % 2 === 1;
		const bits = next();
		const tags = [TAGS[bits % 8] as string, TAGS[(bits >>> 3) % 8] as string];
		return { id, name: `Person ${id}`, email: `person${id}@example.org`, score, active, tags };
	});
}

/** One step of Marsaglia's 32-bit xorshift (Journal of Statistical Software 8(14), 2003). */
function xorshift(state: number): number {
	let x = state;
	x ^= x << 13;
	x ^= x >>> 17;
	x ^= x << 5;
	// JavaScript's bitwise results are signed; `>>> 0` reads the same 32 bits without a sign.
	return x >>> 0;
}
