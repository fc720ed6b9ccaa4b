/** Keys end here; all counters are 0 at the start. */
export const LARGEST_KEY = 128;

/**
 * A small map that all requests share. How they share it is what some variants differ in. Each of `times` is an
 * operation of its own, so that a request does to the map what so many requests would.
 *
 * A counter has 32 bits and wraps around, in every language.
 */
export type Counters = {
	/** Reads a counter so many times, and adds up what it read. */
	read(key: number, times: number): number;
	/** Adds 1 so many times, and adds up the values that this gave. */
	increment(key: number, times: number): number;
	/** Writes a value where the counter still has the old one; any, where `old` is undefined. */
	set(key: number, old: number | undefined, value: number): boolean;
};

// #region map
/**
 * A Map and no lock: one piece of JavaScript runs at a time, and nothing here waits between reading and writing.
 * With an `await` in between, another request would run there, and its increment would be lost; see
 * `implementations/races`. In a cluster each process has a Map of its own.
 */
export function countersInMap(): Counters {
	const values = new Map<number, number>();
	// A counter that nobody has raised stands at 0, in every language.
	const get = (key: number): number => values.get(key) ?? 0;
	return {
		read: (key, times) => {
			let sum = 0;
			for (let time = 0; time < times; time += 1) sum += get(key);
			return sum;
		},
		increment: (key, times) => {
			let sum = 0;
			for (let time = 0; time < times; time += 1) {
				const value = (get(key) + 1) >>> 0;
				values.set(key, value);
				sum += value;
			}
			return sum;
		},
		set: (key, old, value) => {
			if (old !== undefined && get(key) !== old) return false;
			values.set(key, value);
			return true;
		},
	};
}
// #endregion map

// #region atomics
/**
 * What threads can share is bytes, not objects: a Map would be copied. So the counters are numbers in one block of
 * memory, and each operation is one step for all threads. `values[key] += 1` on it would be three, as in any
 * language, and lose increments.
 */
export function countersInMemory(memory: SharedArrayBuffer): Counters {
	const values = new Uint32Array(memory);
	return {
		read: (key, times) => {
			let sum = 0;
			for (let time = 0; time < times; time += 1) sum += Atomics.load(values, key);
			return sum;
		},
		increment: (key, times) => {
			let sum = 0;
			// add() answers what was there before.
			for (let time = 0; time < times; time += 1) sum += (Atomics.add(values, key, 1) + 1) >>> 0;
			return sum;
		},
		set: (key, old, value) => {
			if (old === undefined) Atomics.store(values, key, value);
			else return Atomics.compareExchange(values, key, old, value) === old;
			return true;
		},
	};
}

export function memoryForCounters(): SharedArrayBuffer {
	return new SharedArrayBuffer((LARGEST_KEY + 1) * Uint32Array.BYTES_PER_ELEMENT);
}
// #endregion atomics
