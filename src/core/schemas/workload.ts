import { z } from 'zod';

const integer = z.int().nonnegative();

/** How the requests of a window fill `{name}` in a path or body. */
export const ParameterSchema = z.discriminatedUnion('kind', [
	/** Each request draws from `from` to `to`, both included. */
	z.strictObject({ kind: z.literal('uniform'), from: integer, to: integer }),
	/** `from` for the operation's first request of a window, then one more each time. */
	z.strictObject({ kind: z.literal('sequence'), from: integer }),
	/** Each request draws one of these. */
	z.strictObject({ kind: z.literal('choice'), values: z.array(z.string()).min(1) }),
]);

/** One request of a workload and the answer that proves it was done. */
export const OperationSchema = z.strictObject({
	method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('GET'),
	/** `{name}` is filled from `parameters`, here and in the body. */
	path: z.string().startsWith('/'),
	headers: z.record(z.string(), z.string()).optional(),
	body: z.string().optional(),
	parameters: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), ParameterSchema).optional(),
	/** Every answer under load must have this status and this body, byte for byte in length. */
	expect: z.strictObject({ status: z.int().min(100).max(599), body: z.string() }),
	/** Work that one request is known to need, e.g. `{ divisions: 8427906 }`; used by claims. */
	demand: z.record(z.string(), z.int().positive()).optional(),
});

/** An HTTP task: requests, the answers that prove it was done, and why it exists. */
export const WorkloadSchema = z.strictObject({
	id: z.string().regex(/^[a-z][a-z0-9-]*$/),
	title: z.string(),
	reason: z.string(),
	operations: z.record(z.string(), OperationSchema),
	/** Asked by the verify stage with inputs that the load does not use, so that nothing can be hard-coded. */
	proofs: z.array(OperationSchema).min(1),
});

export type Operation = z.infer<typeof OperationSchema>;
export type Workload = z.infer<typeof WorkloadSchema>;
