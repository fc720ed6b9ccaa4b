import { Interrupted } from '../error.ts';

/** The promise's own answer, or Interrupted as soon as the signal aborts. The work itself is for the caller to stop. */
export async function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
	if (signal.aborted) {
		work.catch(() => {});
		throw new Interrupted();
	}
	const stop = Promise.withResolvers<never>();
	const onAbort = () => stop.reject(new Interrupted());
	signal.addEventListener('abort', onAbort, { once: true });
	try {
		return await Promise.race([work, stop.promise]);
	} finally {
		signal.removeEventListener('abort', onAbort);
		work.catch(() => {});
	}
}
