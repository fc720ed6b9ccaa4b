import { parse } from 'yaml';

/** An article as it is written: its front matter, read and not yet checked, and the MDX below it. */
export function splitPage(text: string): { frontMatter: unknown; body: string } {
	const [, frontMatter = '', ...rest] = text.split(/^---$/m);
	return { frontMatter: parse(frontMatter) ?? {}, body: rest.join('---') };
}
