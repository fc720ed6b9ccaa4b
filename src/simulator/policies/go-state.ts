import { quickEven } from '../../core/truth/quick-random.ts';
import { createRing, popFront, pushBack, type Ring } from '../ring.ts';
import { NONE, queued, type Simulation } from '../simulation.ts';
import { createMonitor, type Monitor } from './go-monitor.ts';

/** Go's scheduler: goroutines (our requests), and GOMAXPROCS processors P, each on a thread of its own. */
export type Go = {
	readonly simulation: Simulation;
	readonly processors: readonly Processor[];
	readonly idle: number[];
	readonly global: Ring;
	/** Ready in the kernel, and not yet seen by any P. */
	readonly network: Ring;
	readonly monitor: Monitor;
	readonly even: () => number;
};

export type Processor = {
	/** Up to 256 goroutines. */
	readonly local: Ring;
	/** The goroutine that was readied last runs next, and shares the slice of the one that readied it. */
	runNext: number;
	readonly dueTimers: Ring;
	/** Counts slices, not goroutines: `schedtick`. */
	tick: number;
};

export const LOCAL_CAPACITY = 256;
/** The log's numbers of the queues: these, then two a P. */
const [GLOBAL, FIRST_LOCAL] = [1, 2] as const;
export const NETWORK = 0;

export function createGo(simulation: Simulation, count: number): Go {
	const processors = Array.from({ length: count }, () => ({
		local: createRing(LOCAL_CAPACITY),
		runNext: NONE,
		dueTimers: createRing(),
		tick: 0,
	}));
	return {
		simulation,
		processors,
		idle: processors.map((_, p) => count - 1 - p),
		global: createRing(),
		network: createRing(),
		monitor: createMonitor(count),
		even: quickEven(count),
	};
}

export function putNext(go: Go, p: number, request: number): void {
	const own = go.processors[p] as Processor;
	const kicked = own.runNext;
	own.runNext = request;
	queued(go.simulation, request, FIRST_LOCAL + 2 * p + 1);
	if (kicked !== NONE) putLocal(go, p, kicked);
}

/** A full local queue gives half of its goroutines, and the new one, to the global queue. */
export function putLocal(go: Go, p: number, request: number): void {
	const { local } = go.processors[p] as Processor;
	if (local.size < LOCAL_CAPACITY) {
		pushBack(local, request);
		queued(go.simulation, request, FIRST_LOCAL + 2 * p);
		return;
	}
	for (let moved = 0; moved < LOCAL_CAPACITY / 2; moved++) putGlobal(go, popFront(local));
	putGlobal(go, request);
}

export function putGlobal(go: Go, request: number): void {
	pushBack(go.global, request);
	queued(go.simulation, request, GLOBAL);
}
