import { popFront, pushBack } from '../ring.ts';
import { NONE, queued, setTimer, source, start, stop, type MakePolicy } from '../simulation.ts';
import { SLICE_MS } from './go-monitor.ts';
import {
	createGo,
	LOCAL_CAPACITY,
	NETWORK,
	putGlobal,
	putLocal,
	putNext,
	type Go,
	type Processor,
} from './go-state.ts';

/** A P looks at the global queue first once in so many ticks. */
const GLOBAL_EVERY = 61;
const STEAL_TRIES = 4;

/**
 * Go 1.26, src/runtime/proc.go: `findRunnable`, `stealWork`, `runqput`, `injectglist`, `sysmon`.
 *
 * Left out: that at most half as many Ms spin as Ps are busy, and the 3 µs before a `runnext` is stolen, because
 * looking for work takes no time here; the garbage collector; what a switch costs. As long as a P is idle,
 * an M waits for the network: net/http starts a goroutine for every request (`startBackgroundRead`), which wakes one.
 */
export function goScheduler(processors: number): MakePolicy {
	return (simulation) => {
		const go = createGo(simulation, processors);
		return {
			threads: processors,
			queues: [
				'network',
				'global',
				...go.processors.flatMap((_, p) => [`local of P${p}`, `next of P${p}`]),
			],
			ready: (request, why, thread) => makeReady(go, request, why, thread),
			offload: () => false,
			free(p) {
				if (schedule(go, p)) wakeIdle(go);
			},
			limit: () => undefined,
			timer: () => monitorLooks(go),
		};
	};
}

function makeReady(go: Go, request: number, why: number, thread: number): void {
	if (why === source.woken) {
		// Its own P takes it before another could: stealing a `runnext` waits 3 µs.
		putNext(go, thread, request);
		return;
	}
	if (why === source.timer) {
		// Its timer is in the heap of the P that it ran on; any P that looks for work runs it.
		const home = go.processors[go.simulation.threadOf[request] as number] as Processor;
		pushBack(home.dueTimers, request);
	} else {
		pushBack(go.network, request);
		queued(go.simulation, request, NETWORK);
	}
	wakeIdle(go);
}

/** Idle Ps look for work until one finds none. */
function wakeIdle(go: Go): void {
	while (go.idle.length > 0) {
		const p = go.idle.pop() as number;
		if (!schedule(go, p)) return;
		go.monitor.lastPollMs = go.simulation.nowMs;
		wakeMonitor(go);
	}
}

/** Gives a P what it runs next, or lets it go idle. */
function schedule(go: Go, p: number): boolean {
	const own = go.processors[p] as Processor;
	runTimers(go, own, p);
	let request = NONE;
	if (own.tick % GLOBAL_EVERY === 0 && go.global.size > 0) request = popFront(go.global);
	if (request === NONE && own.runNext !== NONE) {
		request = own.runNext;
		own.runNext = NONE;
		own.tick--;
	}
	if (request === NONE && own.local.size > 0) request = popFront(own.local);
	if (request === NONE && go.global.size > 0) request = takeGlobal(go, p);
	if (request === NONE && go.network.size > 0) request = pollNetwork(go, p);
	if (request === NONE) request = steal(go, p);
	if (request === NONE) {
		go.idle.push(p);
		return false;
	}
	own.tick++;
	start(go.simulation, p, request);
	return true;
}

function runTimers(go: Go, of: Processor, on: number): void {
	while (of.dueTimers.size > 0) putNext(go, on, popFront(of.dueTimers));
}

/** A share of the global queue: the first to run, the others for the local queue. */
function takeGlobal(go: Go, p: number): number {
	const { size } = go.global;
	const share = Math.floor(size / go.processors.length) + 1;
	const batch = Math.min(LOCAL_CAPACITY / 2, size, share);
	const first = popFront(go.global);
	for (let taken = 1; taken < batch; taken++) putLocal(go, p, popFront(go.global));
	return first;
}

/** All that the kernel has ready: one to run, one for each idle P by the global queue, the others for the local queue. */
function pollNetwork(go: Go, p: number): number {
	const first = popFront(go.network);
	let forIdle = go.idle.length;
	while (go.network.size > 0) {
		if (forIdle-- > 0) putGlobal(go, popFront(go.network));
		else putLocal(go, p, popFront(go.network));
	}
	return first;
}

/** Half of another's local queue, from a random one on; timers and `runNext` on the last of four passes. */
function steal(go: Go, p: number): number {
	const { processors } = go;
	const first = Math.floor(go.even() * processors.length);
	for (let pass = 1; pass <= STEAL_TRIES; pass++) {
		for (let step = 0; step < processors.length; step++) {
			const other = (first + step) % processors.length;
			if (other === p) continue;
			const stolen = stealFrom(go, p, other, pass === STEAL_TRIES);
			if (stolen !== NONE) return stolen;
		}
	}
	return NONE;
}

function stealFrom(go: Go, p: number, other: number, last: boolean): number {
	const own = go.processors[p] as Processor;
	const victim = go.processors[other] as Processor;
	if (last && victim.dueTimers.size > 0) {
		runTimers(go, victim, p);
		const request = own.runNext;
		own.runNext = NONE;
		return request;
	}
	const half = victim.local.size - Math.floor(victim.local.size / 2);
	if (half > 0) {
		for (let taken = 1; taken < half; taken++) putLocal(go, p, popFront(victim.local));
		return popFront(victim.local);
	}
	const next = last ? victim.runNext : NONE;
	if (next !== NONE) victim.runNext = NONE;
	return next;
}

/** A system call wakes the monitor from its deep sleep, and every request begins with one (`entersyscall`). */
function wakeMonitor(go: Go): void {
	const { monitor, simulation } = go;
	if (!monitor.asleep) return;
	monitor.asleep = false;
	monitor.looksInVain = 0;
	setTimer(simulation, monitor.sleepMs(), 0);
}

/** `sysmon`: sets aside who has had the P for 10 ms, and polls the network if nobody has for 10 ms. */
function monitorLooks(go: Go): void {
	const { monitor, simulation, processors } = go;
	const { nowMs } = simulation;
	if (go.idle.length === processors.length) {
		monitor.asleep = true;
		return;
	}
	if (go.idle.length === 0 && monitor.lastPollMs + SLICE_MS < nowMs) {
		monitor.lastPollMs = nowMs;
		while (go.network.size > 0) putGlobal(go, popFront(go.network));
	}
	for (let p = 0; p < processors.length; p++) {
		if (simulation.running[p] === NONE) continue;
		if (!monitor.hasHadItsSlice(p, (processors[p] as Processor).tick, nowMs)) continue;
		putGlobal(go, stop(simulation, p));
		schedule(go, p);
	}
	wakeIdle(go);
	setTimer(simulation, monitor.sleepMs(), 0);
}
