/** What a page's script needs of its page. Without it the page and its script are not of one build. */
export function elementIn(within: Element, selector: string): Element {
	const found = within.querySelector(selector);
	if (found === null)
		throw new Error(`The page has no ${selector}, which its script needs: load it again.`);
	return found;
}

/** The element that the page marks with `data-<name>`. */
export function part(within: Element, name: string): Element {
	return elementIn(within, `[data-${name}]`);
}

export function fill(within: Element, name: string, words: string): void {
	part(within, name).textContent = words;
}
