import { createHeap, push, type Heap } from './heap.ts';
import { happened, record, type Recorder } from './log.ts';
import type { Kind, Phase } from './model.ts';
import type { Workload } from './workload.ts';

/** Nobody: no request, no thread. */
export const NONE = -1;

/**
 * The state of a simulation: plain data that the kernel and one policy change.
 *
 * Threads are what a policy runs requests on; the machine's cores are shared among those that run. As long as
 * there are no more of them than cores, each has a core of its own. Beyond, the operating system is taken to
 * share evenly (ideal processor sharing). `cpuMs` is the clock of that sharing: what every running thread
 * has computed since the beginning. A stretch that ends after d ms of computing ends at `cpuMs + d`, however
 * often the speed changes until then (virtual time; Parekh and Gallager, IEEE/ACM Trans. Networking 1(3), 1993).
 */
export type Simulation = {
	readonly workload: Workload;
	readonly cores: number;
	nowMs: number;
	cpuMs: number;
	/** Threads that compute. */
	active: number;
	/** Requests that have arrived and not finished. */
	inSystem: number;
	finished: number;
	arrived: number;
	events: number;
	/** Integrals over time: of busy cores, and of requests in the system. */
	busyCoreMs: number;
	inSystemMs: number;
	/** Request on each thread. */
	readonly running: Int32Array;
	readonly startedAtCpuMs: Float64Array;
	readonly endsAtCpuMs: Float64Array;
	/** In the clock of computing: when each thread's stretch ends. Stale where `endsAtCpuMs` says otherwise. */
	readonly ends: Heap;
	/** In real time: waits that end (a request), and a policy's own timers (below nought). */
	readonly timers: Heap;
	readonly phaseOf: Uint8Array;
	/** Where each request ran last. */
	readonly threadOf: Int16Array;
	/** What is left of the request's phase. */
	readonly remainingMs: Float64Array;
	readonly arrivedAtMs: Float64Array;
	/** Not a number until it is finished. */
	readonly finishedAtMs: Float64Array;
	readonly log: Recorder | undefined;
};

/** Why a request can go on. */
export const source = {
	/** Its bytes have come. */
	socket: 0,
	/** Its wait is over. */
	timer: 1,
	/** Its last phase has, on the thread where that ran: a hand-over, or a pool's result. */
	woken: 2,
} as const;

/** A runtime's rule: who runs where, and who is set aside. */
export type Policy = {
	readonly threads: number;
	/** What the queues in its log are called. */
	readonly queues: readonly string[];
	/** @param thread the one that woke it; `NONE` where a socket or a timer did */
	ready(request: number, why: number, thread: number): void;
	/** Takes a phase for a pool; false where there is none, and the request goes on where it is. */
	offload(request: number): boolean;
	/** A thread has nothing to run. */
	free(thread: number): void;
	/** A stretch has reached its limit before its phase was over. */
	limit(thread: number, request: number): void;
	timer(id: number): void;
};

export type MakePolicy = (simulation: Simulation) => Policy;

export function createSimulation(
	workload: Workload,
	cores: number,
	threads: number,
	log: Recorder | undefined,
): Simulation {
	const { requests } = workload;
	return {
		workload,
		cores,
		nowMs: 0,
		cpuMs: 0,
		active: 0,
		inSystem: 0,
		finished: 0,
		arrived: 0,
		events: 0,
		busyCoreMs: 0,
		inSystemMs: 0,
		running: new Int32Array(threads).fill(NONE),
		startedAtCpuMs: new Float64Array(threads),
		endsAtCpuMs: new Float64Array(threads).fill(NaN),
		ends: createHeap(),
		timers: createHeap(),
		phaseOf: new Uint8Array(requests),
		threadOf: new Int16Array(requests),
		remainingMs: new Float64Array(requests),
		arrivedAtMs: new Float64Array(requests).fill(NaN),
		finishedAtMs: new Float64Array(requests).fill(NaN),
		log,
	};
}

/** Runs a request on a free thread until its phase is over, or for so much computing at most. */
export function start(
	simulation: Simulation,
	thread: number,
	request: number,
	limitMs = Infinity,
): void {
	const endsAt = simulation.cpuMs + Math.min(simulation.remainingMs[request] as number, limitMs);
	simulation.running[thread] = request;
	simulation.threadOf[request] = thread;
	simulation.startedAtCpuMs[thread] = simulation.cpuMs;
	simulation.endsAtCpuMs[thread] = endsAt;
	simulation.active++;
	push(simulation.ends, endsAt, thread);
	note(simulation, happened.started, request, thread);
}

/** Takes a thread from its request before the stretch is over. */
export function stop(simulation: Simulation, thread: number): number {
	const request = leave(simulation, thread);
	note(simulation, happened.stopped, request, thread);
	return request;
}

/** The request leaves the thread with what it still needs. */
export function leave(simulation: Simulation, thread: number): number {
	const request = simulation.running[thread] as number;
	const computed = simulation.cpuMs - (simulation.startedAtCpuMs[thread] as number);
	simulation.remainingMs[request] = (simulation.remainingMs[request] as number) - computed;
	simulation.running[thread] = NONE;
	simulation.endsAtCpuMs[thread] = NaN;
	simulation.active--;
	return request;
}

/** The phase that a request is in; undefined after its last. */
export function currentPhase(simulation: Simulation, request: number): Phase | undefined {
	const { workload, phaseOf } = simulation;
	const kind = workload.kinds[workload.kindOf[request] as number] as Kind;
	return kind.phases[phaseOf[request] as number];
}

/** What the phase that a request is in needs in all. */
export function currentDemandMs({ workload, phaseOf }: Simulation, request: number): number {
	return workload.demandMs[request * workload.phases + (phaseOf[request] as number)] as number;
}

/** Calls the policy's `timer(id)` later. */
export function setTimer(simulation: Simulation, afterMs: number, id: number): void {
	push(simulation.timers, simulation.nowMs + afterMs, -1 - id);
}

/** Notes that a request now stands at the end of a queue. */
export function queued(simulation: Simulation, request: number, queue: number): void {
	if (simulation.log !== undefined) note(simulation, happened.queued, request, queue);
}

export function note(simulation: Simulation, what: number, request: number, place: number): void {
	if (simulation.log !== undefined) record(simulation.log, simulation.nowMs, what, request, place);
}
