import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { TopicSchema } from './src/site/topics.ts';

export const collections = {
	i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
	docs: defineCollection({
		loader: docsLoader(),
		schema: docsSchema({
			extend: z.object({
				/** What the page says of the data; a build tells when the data no longer say so. */
				expects: z.array(z.string()).default([]),
				/** Charts and exhibits whose findings are the page's description for search engines, once they are measured. */
				answeredBy: z.array(z.string()).default([]),
				/** Of an answer: under which heading of the sidebar it stands; none: above them all. */
				topic: TopicSchema.optional(),
				/** Figures that the page types, each with what or who it is of; tests/prose/ asks for them. */
				constants: z.record(z.string(), z.string()).default({}),
			}),
		}),
	}),
};
