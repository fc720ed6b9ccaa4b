import { ELEMENT_NODE, parse, walkSync, type Node } from 'ultrahtml';

/** A built page: its address on the site, e.g. `/fork/run/`, and its HTML. */
export interface Page {
	readonly address: string;
	readonly html: string;
}

/**
 * Every link inside the site that leads nowhere, as a sentence each. The links validator sees the
 * Markdown only; this sees what components and routes wrote, and the base path as it came out.
 *
 * @param files addresses of everything that was built, e.g. `/fork/favicon.svg`
 */
export function brokenLinks(
	pages: readonly Page[],
	files: ReadonlySet<string>,
	base: string,
): string[] {
	const parsed = pages.map(({ address, html }) => ({ address, ...linksAndIds(html) }));
	const idsOf = new Map(parsed.map(({ address, ids }) => [address, ids]));

	return parsed.flatMap(({ address, links }) =>
		links.flatMap((link) => {
			const fault = faultOf(link, address);
			return fault ? [`${address} links to ${link}: ${fault}.`] : [];
		}),
	);

	function faultOf(link: string, from: string): string | undefined {
		const target = new URL(link, `http://site${from}`);
		if (target.host !== 'site' || !/^https?:$/.test(target.protocol)) return undefined;
		const path = decodeURI(target.pathname);
		if (!path.startsWith(base)) return `outside of the base path ${base}`;
		const ids = idsOf.get(path);
		if (ids === undefined) return files.has(path) ? undefined : 'there is no such page or file';
		const id = decodeURIComponent(target.hash.slice(1));
		return id === '' || ids.has(id) ? undefined : 'the page has no such anchor';
	}
}

function linksAndIds(html: string): { links: string[]; ids: Set<string> } {
	const links: string[] = [];
	const ids = new Set<string>();
	walkSync(parse(html) as Node, (node) => {
		if (node.type !== ELEMENT_NODE) return;
		const attributes: Record<string, string> = node.attributes;
		if (attributes['id']) ids.add(attributes['id']);
		for (const name of ['href', 'src']) {
			const link = attributes[name];
			// A canonical address names the published site, which may be another than the built one.
			if (link && attributes['rel'] !== 'canonical') links.push(link.replaceAll('&amp;', '&'));
		}
	});
	return { links, ids };
}
