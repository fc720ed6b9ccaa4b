/** Text as it stands in markup, in an attribute too. */
export function escapeText(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** The text that was escaped here, or by Vega (vega-scenegraph, util/markup.js). */
export function unescapeText(markup: string): string {
	return markup
		.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&#x9;', '\t')
		.replaceAll('&#xA;', '\n')
		.replaceAll('&#xD;', '\r')
		.replaceAll('&amp;', '&');
}
