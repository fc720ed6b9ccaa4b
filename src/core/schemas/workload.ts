import { z } from 'zod';

/** One request of a workload and the answer that proves it was done. */
export const OperationSchema = z.strictObject({
	method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('GET'),
	path: z.string().startsWith('/'),
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
