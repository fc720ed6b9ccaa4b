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
	const freeAtMs = Array.from({ length: policy.cores }, () => 0);
	const stretches: Stretch[] = [];

	while (queue.length > 0) {
		queue.sort((a, b) => a.sinceMs - b.sinceMs);
		const next = queue.shift()!;
		const fromMs = Math.max(Math.min(...freeAtMs), next.sinceMs);
		const core = freeCore(freeAtMs, fromMs, next.lastCore);
		const toMs = fromMs + Math.min(next.remainingMs, policy.sliceMs);
		freeAtMs[core] = toMs;
		stretches.push({ id: next.id, core, fromMs, toMs });
		const remainingMs = next.remainingMs - (toMs - fromMs);
		if (remainingMs > 0) queue.push({ ...next, remainingMs, sinceMs: toMs, lastCore: core });
	}
	return stretches;
}

/** A free core, the one it ran on before if that is free: its caches are warm. */
function freeCore(freeAtMs: readonly number[], atMs: number, lastCore: number | undefined): number {
	if (lastCore !== undefined && freeAtMs[lastCore]! <= atMs) return lastCore;
	return freeAtMs.findIndex((free) => free <= atMs);
}

/** Time from a request's arrival to its first stretch. */
export function waitMs(request: Request, stretches: readonly Stretch[]): number {
	const starts = stretches.filter(({ id }) => id === request.id).map(({ fromMs }) => fromMs);
	return Math.min(...starts) - request.atMs;
}
