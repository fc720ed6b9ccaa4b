import { createRing, popFront, pushBack, type Ring } from '../ring.ts';
import { NONE, queued, start, type MakePolicy } from '../simulation.ts';

/**
 * One queue before all cores, first come, first served, nobody set aside: M/G/k of the textbooks (Kleinrock,
 * "Queueing Systems", volume 1, 1975, chapter 3). No runtime does it; it is what stealing comes close to.
 */
export function sharedQueue(threads: number): MakePolicy {
	return (simulation) => {
		const queue: Ring = createRing();
		const idle = Array.from({ length: threads }, (_, index) => threads - 1 - index);
		return {
			threads,
			queues: ['queue'],
			ready(request) {
				const thread = idle.pop() ?? NONE;
				if (thread !== NONE) {
					start(simulation, thread, request);
					return;
				}
				pushBack(queue, request);
				queued(simulation, request, 0);
			},
			free(thread) {
				if (queue.size > 0) start(simulation, thread, popFront(queue));
				else idle.push(thread);
			},
			offload: () => false,
			limit: () => undefined,
			timer: () => undefined,
		};
	};
}
