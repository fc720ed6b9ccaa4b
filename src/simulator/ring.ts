/** A first-in, first-out queue of numbers in a ring whose length is a power of two and doubles. */
export type Ring = { head: number; size: number; values: Int32Array };

export function createRing(capacity = 16): Ring {
	return { head: 0, size: 0, values: new Int32Array(capacity) };
}

export function pushBack(ring: Ring, value: number): void {
	if (ring.size === ring.values.length) grow(ring);
	ring.values[(ring.head + ring.size++) & (ring.values.length - 1)] = value;
}

/** Only of a ring that is not empty. */
export function popFront(ring: Ring): number {
	const value = ring.values[ring.head] as number;
	ring.head = (ring.head + 1) & (ring.values.length - 1);
	ring.size--;
	return value;
}

function grow(ring: Ring): void {
	const { values, head, size } = ring;
	const longer = new Int32Array(2 * values.length);
	longer.set(values.subarray(head));
	longer.set(values.subarray(0, head), size - head);
	ring.values = longer;
	ring.head = 0;
}
