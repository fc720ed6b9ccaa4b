const usedOnPage = new WeakMap<object, Set<string>>();

/**
 * An id that no other element of the page has: `name`, then `name-2`.
 *
 * @param page any object that one rendered page owns alone, e.g. `Astro.locals`
 */
export function uniqueId(page: object, name: string): string {
	const used = usedOnPage.get(page) ?? new Set<string>();
	usedOnPage.set(page, used);
	let id = name;
	for (let next = 2; used.has(id); next++) id = `${name}-${next}`;
	used.add(id);
	return id;
}
