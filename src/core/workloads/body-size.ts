import type { DeclaredOperation } from '../schemas/workload.ts';
import { expandOperation } from './expand.ts';

/** Bytes of an operation's body: of what it sends, or where it sends none, of what it is answered. */
export function bodyBytes(operation: DeclaredOperation): number {
	const known = sizes.get(operation);
	if (known !== undefined) return known;
	const { body, expect } = expandOperation(operation);
	const bytes = new TextEncoder().encode(body ?? expect.body).length;
	sizes.set(operation, bytes);
	return bytes;
}

/** A chart asks for the same few again for each point, and the largest takes milliseconds to make. */
const sizes = new WeakMap<DeclaredOperation, number>();
