import { xorshift32 } from './xorshift.ts';

const VALUES = 100;

/** What the slow origin behind a cache has at a key: about 1 KB, different for each, the same in every run. */
export function documentOf(key: string): string {
	let state = seedOf(key);
	const values = Array.from({ length: VALUES }, () => {
		state = xorshift32(state);
		return state % 1_000_000_000;
	});
	return JSON.stringify({ key, values });
}

/** FNV-1a in 32 bits (draft-eastlake-fnv, 2); never 0, at which xorshift would stay. */
function seedOf(key: string): number {
	let hash = 0x811c_9dc5;
	for (const letter of key) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x0100_0193);
	return hash >>> 0 || 1;
}
