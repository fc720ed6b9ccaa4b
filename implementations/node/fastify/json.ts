import type { FastifyPluginAsync } from 'fastify';
import { makeRecords, type Person } from './records.ts';
import { array, boolean, integer, number, object, query, string, text } from './schemas.ts';

// #region handler
/**
 * Builds and serialises records, and reads, checks and changes some that are sent.
 *
 * The response schemas are Fastify's advice, against disclosing a field by accident and for speed. The
 * second half is no longer true everywhere (README, "Serialisation"); the first is. The variant
 * `native-json` does without them (`main.ts`).
 */
export const jsonRoutes: FastifyPluginAsync = async (app) => {
	app.get<{ Querystring: { records: number; seed: number } }>(
		'/json',
		{ schema: { querystring: asked, response: { 200: records } } },
		(request) => ({ records: makeRecords(request.query.records, request.query.seed) }),
	);
	app.post<{ Body: { records: Person[] } }>(
		'/json',
		{ schema: { body: sent, response: { 200: raised } } },
		({ body }) => ({
			count: body.records.length,
			total: body.records.reduce((sum, { score }) => sum + score, 0),
			records: body.records.map(raise),
		}),
	);
};

/** Field by field, because a client may send them in another order than the answer has them. */
function raise({ id, name, email, score, active, tags }: Person): Person {
	return { id, name, email, score: score + 1, active, tags };
}
// #endregion handler

const asked = query({ records: [1, 1_000], seed: [1, 4_294_967_295] });

const sent = object({
	records: array(
		object({
			id: integer(1, 2_147_483_647),
			name: text(1, 100),
			// An @ with something on both sides. Whether an address works, only a message to it can tell.
			email: text(3, 254, { pattern: '[\\s\\S]@[\\s\\S]' }),
			score: integer(0, 1_000_000),
			active: boolean,
			tags: array(text(1, 32), [0, 8]),
		}),
		[0, 1_000],
	),
});

const record = object({
	id: number,
	name: string,
	email: string,
	score: number,
	active: boolean,
	tags: array(string),
});
const records = object({ records: array(record) });
const raised = object({ count: number, total: number, records: array(record) });
