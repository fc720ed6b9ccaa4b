/** A binary heap of times, each with a number: two typed arrays that double, so that nothing is allocated an event. */
export type Heap = { size: number; keys: Float64Array; values: Int32Array };

export function createHeap(capacity = 64): Heap {
	return { size: 0, keys: new Float64Array(capacity), values: new Int32Array(capacity) };
}

/** The earliest time; infinite where there is none. */
export function earliest(heap: Heap): number {
	return heap.size === 0 ? Infinity : (heap.keys[0] as number);
}

export function push(heap: Heap, key: number, value: number): void {
	if (heap.size === heap.keys.length) grow(heap);
	const { keys, values } = heap;
	let hole = heap.size++;
	while (hole > 0) {
		const parent = (hole - 1) >> 1;
		const above = keys[parent] as number;
		if (above <= key) break;
		keys[hole] = above;
		values[hole] = values[parent] as number;
		hole = parent;
	}
	keys[hole] = key;
	values[hole] = value;
}

/** Takes out the number of the earliest time. Only of a heap that is not empty. */
export function pop(heap: Heap): number {
	const { keys, values } = heap;
	const first = values[0] as number;
	const size = --heap.size;
	const key = keys[size] as number;
	const value = values[size] as number;
	let hole = 0;
	for (let child = 1; child < size; child = 2 * hole + 1) {
		if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child++;
		const below = keys[child] as number;
		if (below >= key) break;
		keys[hole] = below;
		values[hole] = values[child] as number;
		hole = child;
	}
	keys[hole] = key;
	values[hole] = value;
	return first;
}

function grow(heap: Heap): void {
	const { keys, values } = heap;
	heap.keys = new Float64Array(2 * keys.length);
	heap.keys.set(keys);
	heap.values = new Int32Array(2 * values.length);
	heap.values.set(values);
}
