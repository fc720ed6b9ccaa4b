import type { Kind, Model } from './model.ts';
import { cluster } from './policies/cluster.ts';
import { goScheduler } from './policies/go.ts';
import { idealSharing } from './policies/ideal-sharing.ts';
import { loop } from './policies/loop.ts';
import { loopWithPool } from './policies/loop-with-pool.ts';
import { sharedQueue } from './policies/shared-queue.ts';
import { threadPerCore } from './policies/thread-per-core.ts';
import { tokioRuntime } from './policies/tokio.ts';
import type { MakePolicy } from './simulation.ts';

/** For tests: every policy on two cores. */
export const everyPolicy: readonly {
	readonly name: string;
	readonly make: MakePolicy;
	readonly threads: number;
	/** The most that may compute at once. */
	readonly mostBusy: number;
}[] = [
	{ name: 'one queue', make: sharedQueue(2), threads: 2, mostBusy: 2 },
	{ name: 'ideal sharing', make: idealSharing(5000), threads: 5000, mostBusy: 5000 },
	{ name: 'loop', make: loop(), threads: 1, mostBusy: 1 },
	{ name: 'loop with pool', make: loopWithPool(), threads: 5, mostBusy: 5 },
	{ name: 'cluster', make: cluster(2), threads: 10, mostBusy: 10 },
	{ name: 'thread per core', make: threadPerCore(2), threads: 2, mostBusy: 2 },
	{ name: 'Go', make: goScheduler(2), threads: 2, mostBusy: 2 },
	{ name: 'Tokio', make: tokioRuntime(2), threads: 514, mostBusy: 514 },
	{ name: 'Tokio without blocking threads', make: tokioRuntime(2, 0), threads: 2, mostBusy: 2 },
];

/** Requests of every form: short, long, waiting, handing over, for the pool, with counted operations. */
const kinds: readonly Kind[] = [
	{
		name: 'short',
		share: 6,
		phases: [{ kind: 'cpu', demandMs: { kind: 'exponential', meanMs: 1 } }],
	},
	{ name: 'long', share: 0.3, phases: [{ kind: 'cpu', demandMs: { kind: 'fixed', ms: 40 } }] },
	{
		name: 'waiting',
		share: 2,
		phases: [
			{ kind: 'cpu', demandMs: { kind: 'fixed', ms: 0.2 } },
			{ kind: 'wait', demandMs: { kind: 'exponential', meanMs: 20 } },
			{ kind: 'cpu', demandMs: { kind: 'fixed', ms: 0.5 } },
		],
	},
	{
		name: 'handing over',
		share: 1,
		phases: Array.from({ length: 6 }, () => ({
			kind: 'cpu' as const,
			demandMs: { kind: 'fixed' as const, ms: 0.2 },
		})),
	},
	{
		name: 'for the pool',
		share: 1,
		phases: [
			{ kind: 'cpu', demandMs: { kind: 'fixed', ms: 0.1 } },
			{ kind: 'pool', demandMs: { kind: 'exponential', meanMs: 3 } },
			{ kind: 'cpu', demandMs: { kind: 'fixed', ms: 0.1 } },
		],
	},
	{
		name: 'of many operations',
		share: 0.5,
		phases: [{ kind: 'cpu', demandMs: { kind: 'fixed', ms: 4 }, operations: 1000 }],
	},
];

/** A mixed workload that keeps one core about as busy as the share says. */
export function mixedModel(seed: number, busy = 0.7, requests = 1500): Model {
	const perSecond = (busy * 1000) / 2.4;
	return { seed, requests, connections: 16, arrivals: { kind: 'poisson', perSecond }, kinds };
}
