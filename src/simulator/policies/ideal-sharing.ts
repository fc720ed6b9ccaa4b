import { NONE, start, type MakePolicy } from '../simulation.ts';

/**
 * Every request at once, each at an even share of the cores: processor sharing (Kleinrock, "Queueing Systems",
 * volume 2, 1976, section 4.4), the limit of ever shorter time slices that cost nothing.
 *
 * @param threads as many as requests may be in the system at once
 */
export function idealSharing(threads: number): MakePolicy {
	return (simulation) => {
		const idle: number[] = [];
		let used = 0;
		return {
			threads,
			queues: [],
			ready(request) {
				const thread = idle.pop() ?? (used < threads ? used++ : NONE);
				if (thread === NONE) throw new Error(`More than ${threads} requests are in the system.`);
				start(simulation, thread, request);
			},
			free(thread) {
				idle.push(thread);
			},
			offload: () => false,
			limit: () => undefined,
			timer: () => undefined,
		};
	};
}
