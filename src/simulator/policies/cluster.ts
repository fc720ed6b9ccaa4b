import type { MakePolicy } from '../simulation.ts';
import { createLoop, loopQueues, ofLoops, POOL_THREADS, type Loop } from './loop.ts';

/**
 * Several processes, each with its loop. The primary hands out connections in turn (Node.js 26,
 * lib/internal/cluster/round_robin_handle.js); a kept-alive connection stays where it is, with all its requests.
 */
export function cluster(workers: number, poolThreads = POOL_THREADS): MakePolicy {
	return (simulation) => {
		const { connectionOf } = simulation.workload;
		const loops = Array.from({ length: workers }, (_, worker) =>
			createLoop(worker * (1 + poolThreads), poolThreads, worker * loopQueues.length),
		);
		const loopOf = (request: number) => loops[(connectionOf[request] as number) % workers] as Loop;
		return {
			...ofLoops(simulation, loops, loopOf),
			threads: workers * (1 + poolThreads),
			queues: loops.flatMap((_, worker) => loopQueues.map((name) => `${name} of ${worker + 1}`)),
		};
	};
}
