import { z } from 'zod';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { splitPage } from '../../src/site/data/front-matter.ts';

/** What the front matter of an article says that concerns its words. */
const FrontMatterSchema = z.looseObject({
	title: z.string(),
	description: z.string().default(''),
	/** Figures that the page types, and what or who each is of. */
	constants: z.record(z.string(), z.string()).default({}),
});

export interface Page extends z.infer<typeof FrontMatterSchema> {
	readonly path: string;
	/** The MDX below the front matter. */
	readonly body: string;
	/** What is read aloud: no code, no tags, and nothing of what components print. */
	readonly prose: string;
}

export function readPage(path: string, text: string): Page {
	const { frontMatter, body } = splitPage(text);
	const parsed = parseOrExplain(FrontMatterSchema, frontMatter, path);
	return { ...parsed, path, body, prose: proseOf(body) };
}

/** Components print their figures themselves, so that a digit which is left was typed. */
export function proseOf(mdx: string): string {
	return mdx
		.replaceAll(/^```[\s\S]*?^```/gm, '')
		.replaceAll(/^import .*$/gm, '')
		.replaceAll(/^export const [\s\S]*?;$/gm, '')
		.replaceAll(/`[^`\n]*`/g, '')
		.replaceAll(/<code>[\s\S]*?<\/code>/g, '')
		.replaceAll(/\{[^{}]*\}/g, ' ')
		.replaceAll(/<[^>]*>/g, ' ');
}

/** What a reader meets before a run exists; nobody reads it together with what replaces it. */
export function withoutPlaceholders(mdx: string): string {
	return mdx.replaceAll(/<Fragment slot="before">[\s\S]*?<\/Fragment>/g, '');
}

/** What stands open when the page has loaded. */
export function withoutFolds(mdx: string): string {
	return mdx.replaceAll(/<details>[\s\S]*?<\/details>/g, '');
}
