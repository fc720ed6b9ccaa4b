import type { MakePolicy } from '../simulation.ts';
import { createLoop, loopQueues, ofLoops, POOL_THREADS } from './loop.ts';

/**
 * A loop and its pool: one queue, first come, first served; results go back through the loop (libuv 1.52.1,
 * src/threadpool.c, `worker` and `uv__work_done`). libuv lets slow work, such as DNS, have half of the
 * threads at most; that is left out. A pool of worker threads has the same form.
 */
export function loopWithPool(poolThreads = POOL_THREADS): MakePolicy {
	return (simulation) => {
		const only = createLoop(0, poolThreads, 0);
		const policy = ofLoops(simulation, [only], () => only);
		return { ...policy, queues: loopQueues, threads: 1 + poolThreads };
	};
}
