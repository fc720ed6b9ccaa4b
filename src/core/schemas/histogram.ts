import { z } from 'zod';

/**
 * A log-linear histogram with a known relative bucket width, sparse: `[[lowest value of the bucket, count], ...]`.
 * `significantBits` b: values below 2^b are exact; above, each power of two has 2^(b-1) buckets,
 * so a bucket is at most 2^(1-b) of its value wide (b = 11: 0.1 %, b = 7: 1.6 %).
 * The layout is HdrHistogram's (Tene, https://hdrhistogram.github.io/HdrHistogram/), so counts can be added exactly.
 */
export const HistogramSchema = z.strictObject({
	unit: z.literal('us'),
	significantBits: z.int().min(4).max(14),
	count: z.int().nonnegative(),
	min: z.int().nonnegative().optional(),
	max: z.int().nonnegative().optional(),
	mean: z.number().nonnegative().optional(),
	buckets: z.array(z.tuple([z.int().nonnegative(), z.int().positive()])),
});

export type Histogram = z.infer<typeof HistogramSchema>;
