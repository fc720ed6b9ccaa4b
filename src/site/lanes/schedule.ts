import { goScheduler } from '../../simulator/policies/go.ts';
import { loop } from '../../simulator/policies/loop.ts';
import { tokioRuntime } from '../../simulator/policies/tokio.ts';
import { simulate } from '../../simulator/simulate.ts';
import type { MakePolicy } from '../../simulator/simulation.ts';
import { stretchesOf } from '../../simulator/stretches.ts';
import { drawWorkload } from '../../simulator/workload.ts';

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
	readonly scheduler: 'loop' | 'go' | 'tokio';
	/** Cores that the process may compute on at the same time. */
	readonly cores: number;
}

const schedulers: Record<Policy['scheduler'], (cores: number) => MakePolicy> = {
	loop,
	go: goScheduler,
	tokio: (cores) => tokioRuntime(cores, 0),
};

/** Plays the requests under the policy, by the site's simulator, and returns every stretch in order of time. */
export function schedule(requests: readonly Request[], { scheduler, cores }: Policy): Stretch[] {
	const inOrder = requests.toSorted((a, b) => a.atMs - b.atMs);
	const workload = drawWorkload({
		seed: 1,
		requests: inOrder.length,
		arrivals: { kind: 'recorded', atMs: inOrder.map(({ atMs }) => atMs) },
		kinds: [
			{
				name: 'request',
				share: 1,
				phases: [
					{
						kind: 'cpu',
						demandMs: { kind: 'recorded', ms: inOrder.map(({ needsMs }) => needsMs) },
					},
				],
			},
		],
	});
	const options = { cores, threads: cores, log: true };
	const { log } = simulate(workload, schedulers[scheduler](cores), options);
	return stretchesOf(log)
		.map(({ request, thread, fromMs, toMs }) => ({
			id: inOrder[request]?.id ?? '',
			core: thread,
			fromMs,
			toMs,
		}))
		.sort((a, b) => a.fromMs - b.fromMs);
}

/** Time from a request's arrival to its first stretch. */
export function waitMs(request: Request, stretches: readonly Stretch[]): number {
	const starts = stretches.filter(({ id }) => id === request.id).map(({ fromMs }) => fromMs);
	return Math.min(...starts) - request.atMs;
}
