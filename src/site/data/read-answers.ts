import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { parseOrExplain } from '../../core/schemas/sentence.ts';
import { TopicSchema } from '../topics.ts';
import { repositoryRoot } from './folders.ts';
import { splitPage } from './front-matter.ts';

/** What the sidebar needs of an answer. */
const AnswerSchema = z.looseObject({
	topic: TopicSchema.optional(),
	sidebar: z.looseObject({ order: z.number() }),
});

export type Answer = { slug: string; order: number; topic?: z.infer<typeof TopicSchema> };

/** Every page of `content/docs/answers`, in the order of its front matter. */
export function readAnswers(): Answer[] {
	return globSync('content/docs/answers/*.mdx', { cwd: repositoryRoot() })
		.map((path) => {
			const { frontMatter } = splitPage(readFileSync(join(repositoryRoot(), path), 'utf8'));
			const { topic, sidebar } = parseOrExplain(AnswerSchema, frontMatter, path);
			const slug = `answers/${basename(path, '.mdx')}`;
			return { slug, order: sidebar.order, ...(topic && { topic }) };
		})
		.toSorted((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1));
}
