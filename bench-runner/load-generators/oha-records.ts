import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Histogram } from '../../src/core/schemas/histogram.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { histogramOf } from '../../src/core/statistics/histogram-of.ts';

/** Seconds from the start of the load (src/db.rs, 1.15.0). */
const RowsSchema = z.array(
	z.object({
		start: z.number(),
		/** When oha woke for the request; null where it was not asked to correct. */
		due: z.number().nullable(),
		end: z.number(),
		status: z.int(),
		bytes: z.int().nonnegative(),
	}),
);

/** Reads the database that oha writes with `--db-url`: a row for each request that was answered, whatever its status. */
export function readRecords(
	path: string,
	{ status, body }: Operation['expect'],
): { responseTime?: Histogram; serviceTime: Histogram; invalidLength: number } {
	const database = new DatabaseSync(path, { readOnly: true });
	const rows = RowsSchema.parse(
		database
			.prepare(
				'SELECT start, start_latency_correction AS due, end, status, len_bytes AS bytes FROM oha',
			)
			.all(),
	);
	database.close();
	const right = rows.filter((row) => row.status === status);
	const fromDue = rows.flatMap(({ due, end }) => (due === null ? [] : [end - due]));
	return {
		...(fromDue.length === rows.length && { responseTime: inMicroseconds(fromDue) }),
		serviceTime: inMicroseconds(rows.map(({ start, end }) => end - start)),
		invalidLength: right.filter(({ bytes }) => bytes !== Buffer.byteLength(body)).length,
	};
}

function inMicroseconds(seconds: readonly number[]): Histogram {
	return histogramOf(seconds.map((value) => Math.round(value * 1e6)));
}
