import { z } from 'zod';
import { MetricNameSchema } from '../schemas/cell.ts';
import { CoreTrackSchema, SubjectIdSchema } from '../schemas/experiment.ts';

const ExpectationBase = {
	/** As its author wrote it. */
	text: z.string(),
	left: SubjectIdSchema,
	right: SubjectIdSchema,
	metric: MetricNameSchema,
	/** Of the load, where several experiments declare one of its name for both subjects. */
	experiment: z.string().optional(),
	load: z.string(),
	track: CoreTrackSchema,
};

/** What an article says of two subjects, so that a run that breaks it is seen. */
export const ExpectationSchema = z.discriminatedUnion('kind', [
	/** `<` and `>` want a clear difference; `<=` and `>=` want only not to be contradicted. */
	z.strictObject({
		kind: z.literal('order'),
		operator: z.enum(['<', '>', '<=', '>=']),
		...ExpectationBase,
	}),
	/** `left` is `times` times `right`, give or take a share: 0.25 allows from times / 1.25 to times x 1.25. */
	z.strictObject({
		kind: z.literal('about'),
		times: z.number().positive(),
		within: z.number().positive(),
		...ExpectationBase,
	}),
]);

export type Expectation = z.infer<typeof ExpectationSchema>;
