const usedOnPage = new WeakMap<object, Map<string, number>>();

/**
 * An id that no other element of the page has: `name`, then `name-2`.
 *
 * @param page any object that one rendered page owns alone, e.g. `Astro.locals`
 */
export function uniqueId(page: object, name: string): string {
	const used = usedOnPage.get(page) ?? new Map<string, number>();
	usedOnPage.set(page, used);
	const times = (used.get(name) ?? 0) + 1;
	used.set(name, times);
	return times === 1 ? name : `${name}-${times}`;
}
