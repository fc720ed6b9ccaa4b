import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import type { SiteAddress } from './address.ts';

type HastPlugins = NonNullable<SatteriProcessorOptions['hastPlugins']>;

/** Elements and Starlight components whose links authors write. */
const LINKING_JSX = ['a', 'LinkCard', 'LinkButton'];

/**
 * Turns what authors write into what a build needs, so that a fork needs no edit:
 *
 * - `/trust/method/` gets the base path in front; Astro leaves links in Markdown alone, and a fork
 *   is served under `/<its name>/`
 * - `repository:blob/main/LICENSE` leads into the repository that the build came from
 */
export function authorLinks(address: Pick<SiteAddress, 'base' | 'repository'>): HastPlugins {
	const rewritten = (link: unknown) => resolveLink(link, address);
	return [
		{
			name: 'author-links',
			element: {
				filter: ['a', 'img'],
				visit(node, context) {
					for (const property of ['href', 'src']) {
						const link = rewritten(node.properties[property]);
						if (link) context.setProperty(node, property, link);
					}
				},
			},
			mdxJsxFlowElement: { filter: LINKING_JSX, visit: rewriteJsx },
			mdxJsxTextElement: { filter: LINKING_JSX, visit: rewriteJsx },
		},
	];

	function rewriteJsx<Node extends { attributes: readonly unknown[] }>(node: Node): Node {
		return { ...node, attributes: node.attributes.map(rewriteAttribute) };
	}

	function rewriteAttribute(attribute: unknown): unknown {
		if (typeof attribute !== 'object' || attribute === null) return attribute;
		if (!('name' in attribute && 'value' in attribute && attribute.name === 'href'))
			return attribute;
		return { ...attribute, value: rewritten(attribute.value) ?? attribute.value };
	}
}

/** The link a build needs, or undefined where what the author wrote is it. */
export function resolveLink(
	link: unknown,
	{ base, repository }: Pick<SiteAddress, 'base' | 'repository'>,
): string | undefined {
	if (typeof link !== 'string') return undefined;
	if (link.startsWith('repository:')) {
		return `https://github.com/${repository}/${link.slice('repository:'.length)}`;
	}
	const fromRoot = /^\/(?!\/)/.test(link);
	return fromRoot && !link.startsWith(base) ? base + link.slice(1) : undefined;
}
