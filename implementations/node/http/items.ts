export type Item = { id: number; name: string; priceCents: number; tags: string[] };

/** Ids end here, so that the store cannot grow without end. */
export const LARGEST_ID = 10_000;
const AT_START = 1_000;

/**
 * The items, in the memory of this process.
 *
 * A Map and no lock around it: only one piece of JavaScript runs at a time, and none of what is below
 * waits in between. The price stands in the README: a second process has items of its own.
 */
const items = new Map<number, Item>();
/**
 * The ids in ascending order, because a Map keeps the order in which keys came. Sorting it for each
 * list would compare thousands of ids to find twenty; this finds the first of them in 14 steps. A new id
 * is moved into place, which shifts 10,000 numbers at most, and only the first PUT of an id does it.
 */
const ids: number[] = [];

for (let id = 1; id <= AT_START; id += 1) {
	ids.push(id);
	items.set(id, { id, name: `Item ${id}`, priceCents: (id * 7_919) % 100_000, tags: ['new'] });
}

export function findItem(id: number): Item | undefined {
	return items.get(id);
}

/** @returns whether it is new */
export function putItem(item: Item): boolean {
	const isNew = !items.has(item.id);
	if (isNew) ids.splice(placeOf(item.id), 0, item.id);
	items.set(item.id, item);
	return isNew;
}

/** At most `limit` items from id `from` on, in order, and the id of the one after them. */
export function listItems(from: number, limit: number): { items: Item[]; next: number | null } {
	const start = placeOf(from);
	const listed = ids.slice(start, start + limit).map((id) => items.get(id) as Item);
	return { items: listed, next: ids[start + limit] ?? null };
}

/** Where `id` stands in `ids`, or would. */
function placeOf(id: number): number {
	let [low, high] = [0, ids.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ids[middle] as number) < id) low = middle + 1;
		else high = middle;
	}
	return low;
}
