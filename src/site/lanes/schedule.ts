/** A request of the drawing: it needs `needsMs` of one core from `atMs` on. */
export interface Request {
	readonly id: string;
	readonly atMs: number;
	readonly needsMs: number;
}

/** One uninterrupted stretch of a request on a core. */
export interface Stretch {
	readonly id: string;
	readonly core: number;
	readonly fromMs: number;
	readonly toMs: number;
}

export interface Policy {
	/** Cores that the process may compute on at the same time. */
	readonly cores: number;
	/** Longest stretch before the core is taken away; infinite where only the handler gives it back. */
	readonly sliceMs: number;
}

interface Waiting extends Request {
	readonly remainingMs: number;
	readonly sinceMs: number;
	readonly lastCore?: number;
}

interface Core {
	readonly index: number;
	freeAtMs: number;
}

/**
 * Runs the requests under the policy and returns every stretch in order of time: first come, first
 * served, from one queue, with free hand-over between cores. The real schedulers keep a queue a core
 * and steal; on the scale of this drawing, milliseconds, that makes no difference.
 */
export function schedule(requests: readonly Request[], policy: Policy): Stretch[] {
	const queue: Waiting[] = requests.map((request) => ({
		...request,
		remainingMs: request.needsMs,
		sinceMs: request.atMs,
	}));
	const cores = Array.from({ length: policy.cores }, (_, index) => ({ index, freeAtMs: 0 }));
	const stretches: Stretch[] = [];

	for (let next = takeFirst(queue); next !== undefined; next = takeFirst(queue)) {
		const fromMs = Math.max(Math.min(...cores.map(({ freeAtMs }) => freeAtMs)), next.sinceMs);
		const core = freeCore(cores, fromMs, next.lastCore);
		const toMs = fromMs + Math.min(next.remainingMs, policy.sliceMs);
		core.freeAtMs = toMs;
		stretches.push({ id: next.id, core: core.index, fromMs, toMs });
		const remainingMs = next.remainingMs - (toMs - fromMs);
		if (remainingMs > 0) queue.push({ ...next, remainingMs, sinceMs: toMs, lastCore: core.index });
	}
	return stretches;
}

/** Whoever has waited longest, taken out of the queue. */
function takeFirst(queue: Waiting[]): Waiting | undefined {
	queue.sort((a, b) => a.sinceMs - b.sinceMs);
	return queue.shift();
}

/** A free core, the one it ran on before if that is free: its caches are warm. */
function freeCore(cores: Core[], atMs: number, lastCore: number | undefined): Core {
	return cores
		.filter(({ freeAtMs }) => freeAtMs <= atMs)
		.reduce((first, core) => (core.index === lastCore ? core : first));
}

/** Time from a request's arrival to its first stretch. */
export function waitMs(request: Request, stretches: readonly Stretch[]): number {
	const starts = stretches.filter(({ id }) => id === request.id).map(({ fromMs }) => fromMs);
	return Math.min(...starts) - request.atMs;
}
