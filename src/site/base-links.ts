import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';

type HastPlugins = NonNullable<SatteriProcessorOptions['hastPlugins']>;

/** Elements and Starlight components whose links authors write from the root of the site. */
const LINKING_JSX = ['a', 'LinkCard', 'LinkButton'];

/**
 * Puts the base path before links that start with `/`. Astro leaves links in Markdown alone, so
 * without this every such link of a fork, which is served under `/<name>/`, would lead nowhere.
 */
export function baseLinks(base: string): HastPlugins {
	if (base === '/') return [];

	const prefixed = (link: unknown) =>
		typeof link === 'string' && /^\/(?!\/)/.test(link) && !link.startsWith(base)
			? base + link.slice(1)
			: undefined;

	return [
		{
			name: 'base-links',
			element: {
				filter: ['a', 'img'],
				visit(node, context) {
					for (const property of ['href', 'src']) {
						const link = prefixed(node.properties[property]);
						if (link) context.setProperty(node, property, link);
					}
				},
			},
			mdxJsxFlowElement: { filter: LINKING_JSX, visit: prefixJsx },
			mdxJsxTextElement: { filter: LINKING_JSX, visit: prefixJsx },
		},
	];

	function prefixJsx<Node extends { attributes: readonly unknown[] }>(node: Node): Node {
		return { ...node, attributes: node.attributes.map(prefixAttribute) };
	}

	function prefixAttribute(attribute: unknown): unknown {
		if (typeof attribute !== 'object' || attribute === null) return attribute;
		if (!('name' in attribute && 'value' in attribute && attribute.name === 'href'))
			return attribute;
		return { ...attribute, value: prefixed(attribute.value) ?? attribute.value };
	}
}
