import { z } from 'zod';

const integer = z.int().nonnegative();

/** How the requests of a window fill `{name}` in a path or body. */
export const ParameterSchema = z.discriminatedUnion('kind', [
	/** Each request draws from `from` to `to`, both included. */
	z.strictObject({ kind: z.literal('uniform'), from: integer, to: integer }),
	/** Each draws from `from` to `to` too, but number k of them 1 / k as often as the first: a few keys are most of the traffic. */
	z.strictObject({ kind: z.literal('zipf'), from: integer, to: integer }),
	/** `from` for the operation's first request of a window, then one more each time. */
	z.strictObject({ kind: z.literal('sequence'), from: integer }),
	/** Each request draws one of these. */
	z.strictObject({ kind: z.literal('choice'), values: z.array(z.string()).min(1) }),
]);

/**
 * A body that is too long to write down, and its answer: the reference implementation in `src/core/workloads` makes both from
 * a seed. `orders`: `POST /transform`; `records`: `POST /json`; `listed`: the answer of `GET /json`; `echo`: `POST /json/echo`;
 * `overview`: the page of the customer with the number `count`; `document` and `private-document`: the origin's with that number as its key.
 */
export const MadeSchema = z.strictObject({
	from: z.enum(['orders', 'records', 'listed', 'echo', 'overview', 'document', 'private-document']),
	count: z.int().positive(),
	seed: z.int().positive(),
});

/** `echo`: whoever sends has its message back. `broadcast`: all sockets that are open on the path get it. */
export const SpokenSchema = z.enum(['echo', 'broadcast']);

/** One request of a workload and the answer that proves it was done. */
export const OperationSchema = z
	.strictObject({
		method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('GET'),
		/** `{name}` is filled from `parameters`, here and in the body. */
		path: z.string().startsWith('/'),
		headers: z.record(z.string(), z.string()).optional(),
		body: z.string().optional(),
		/** A message on a WebSocket that is open on the path: `body` is sent and `expect.body` comes back; the status, 101, is the handshake's. */
		websocket: SpokenSchema.optional(),
		/** Instead of `body` and `expect.body`. */
		made: MadeSchema.optional(),
		parameters: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), ParameterSchema).optional(),
		/** Every answer under load must have this status and a body of this length, and when it is verified this very body. */
		expect: z.strictObject({
			status: z.int().min(100).max(599),
			body: z.string().optional(),
			/** Answers differ in length with the parameters: `body` is one of them, and under load the status alone is checked. */
			varies: z.literal(true).optional(),
		}),
		/** Work that one request is known to need, e.g. `{ divisions: 8427906 }`; used by claims. */
		demand: z.record(z.string(), z.int().positive()).optional(),
	})
	.refine(
		({ made, body, expect }) => (made ? body === undefined : expect.body !== undefined),
		'an operation has either `made`, or a body to expect',
	)
	.refine(
		({ parameters, expect }) => !parameters || expect.varies,
		'an operation with parameters says that its answers vary',
	);

/** What a server needs beside it. */
export const ServiceSchema = z.enum(['postgres', 'origin', 'traces']);

/** An HTTP task: requests, the answers that prove it was done, and why it exists. */
export const WorkloadSchema = z
	.strictObject({
		id: z.string().regex(/^[a-z][a-z0-9-]*$/),
		title: z.string(),
		reason: z.string(),
		/** A run starts them, or is told of others (`DATABASE_URL`). */
		services: z.array(ServiceSchema).min(1).optional(),
		/** What a server has to be told before it serves this; a variant may declare other values. */
		environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).optional(),
		operations: z.record(z.string(), OperationSchema),
		/** Asked by the verify stage with inputs that the load does not use, so that nothing can be hard-coded. */
		proofs: z.array(OperationSchema),
		/** Two operations that differ only in how many units of fixed work they do: what a unit costs is measured in each run. */
		unit: z
			.strictObject({
				name: z.string(),
				with: z.strictObject({ operation: z.string(), units: z.int().positive() }),
				without: z.string(),
			})
			.optional(),
	})
	.refine(({ operations, proofs }) => Object.keys(operations).length === 0 || proofs.length > 0, {
		path: ['proofs'],
		error: 'a workload that asks for something has proofs',
	});

export type Service = z.infer<typeof ServiceSchema>;
export type Made = z.infer<typeof MadeSchema>;
/** As its file has it. */
export type DeclaredOperation = z.infer<typeof OperationSchema>;
export type DeclaredWorkload = z.infer<typeof WorkloadSchema>;
/** With what is made in its place: see `expandWorkload`. */
export type Operation = Omit<DeclaredOperation, 'made' | 'expect'> & {
	expect: Omit<DeclaredOperation['expect'], 'body'> & { body: string };
};
export type Workload = Omit<DeclaredWorkload, 'operations' | 'proofs'> & {
	operations: Record<string, Operation>;
	proofs: Operation[];
};
