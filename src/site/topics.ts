import { z } from 'zod';

/** What an answer is about; the headings of the sidebar, in its order. */
export const topics = {
	computing: 'Computing and sharing',
	load: 'Waiting and load',
	data: 'Databases and JSON',
	services: 'Whole services',
	costs: 'What it takes to run',
} as const;

export type Topic = keyof typeof topics;

export const TopicSchema = z.enum(Object.keys(topics) as [Topic, ...Topic[]]);
