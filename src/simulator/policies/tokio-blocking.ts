import { createRing, popFront, pushBack } from '../ring.ts';
import { queued, start, type Simulation } from '../simulation.ts';

/**
 * `spawn_blocking`: threads of their own, beyond which there is one queue, first come, first served (Tokio 1.54,
 * src/runtime/blocking/pool.rs). That many threads compute is no matter to Tokio: the operating system shares
 * the cores among them and the workers.
 */
export function createBlockingPool(
	simulation: Simulation,
	firstThread: number,
	threads: number,
	queue: number,
) {
	const waiting = createRing();
	const idle = Array.from({ length: threads }, (_, index) => firstThread + threads - 1 - index);
	return {
		take(request: number): boolean {
			if (threads === 0) return false;
			const thread = idle.pop();
			if (thread === undefined) {
				pushBack(waiting, request);
				queued(simulation, request, queue);
			} else {
				start(simulation, thread, request);
			}
			return true;
		},
		free(thread: number): void {
			if (waiting.size > 0) start(simulation, thread, popFront(waiting));
			else idle.push(thread);
		},
	};
}
