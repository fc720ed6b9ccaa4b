import { workloadsOf } from '../../src/core/schemas/implementation.ts';
import { type ControlledOrigin, startControlledOrigin } from './controlled-origin.ts';
import type { Subject } from './subjects.ts';

/** Started by the first subject that needs it, for all of them. */
let origin: Promise<ControlledOrigin> | undefined;

/** What a subject has to be told of the origin behind its cache: nothing where it has none. */
export async function originEnvironment(subject: Subject): Promise<Record<string, string>> {
	const { implementation, variant } = subject;
	if (!workloadsOf(implementation, variant).includes('cache')) return {};
	origin ??= startControlledOrigin();
	// Every case at once on a busy machine: the usual 2 s would pass.
	return { ORIGIN_URL: (await origin).url, ORIGIN_WAIT_MS: '20000' };
}

export async function stopOrigin(): Promise<void> {
	await (await origin)?.stop();
}
