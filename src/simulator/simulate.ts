import { earliest, pop, push } from './heap.ts';
import { closeLog, createRecorder, happened, type EventLog } from './log.ts';
import {
	createSimulation,
	currentDemandMs,
	currentPhase,
	leave,
	NONE,
	note,
	source,
	type MakePolicy,
	type Policy,
	type Simulation,
} from './simulation.ts';
import type { Workload } from './workload.ts';

export type Options = {
	readonly cores: number;
	/** The most threads that the policy may run. */
	readonly threads: number;
	readonly log?: boolean;
	/** Stops the clock here; otherwise the last answer ends it. */
	readonly untilMs?: number;
};

export type Outcome = {
	readonly endMs: number;
	/** Events of the kernel: arrivals, ends of waits and stretches, timers of the policy. */
	readonly events: number;
	readonly arrivedAtMs: Float64Array;
	/** Not a number where the clock stopped before. */
	readonly finishedAtMs: Float64Array;
	readonly finished: number;
	readonly inSystem: number;
	readonly busyCoreMs: number;
	readonly inSystemMs: number;
	/** What each thread ran when the clock stopped. */
	readonly running: Int32Array;
	readonly queues: readonly string[];
	/** Empty unless asked for. */
	readonly log: EventLog;
};

/** Plays a workload under a policy, to the last answer. Pure: the same workload gives the same outcome, bit for bit. */
export function simulate(workload: Workload, make: MakePolicy, options: Options): Outcome {
	const recorder = options.log === true ? createRecorder() : undefined;
	const simulation = createSimulation(workload, options.cores, options.threads, recorder);
	const policy = make(simulation);
	const untilMs = options.untilMs ?? Infinity;
	for (let request = 0; request < workload.users; request++) {
		push(simulation.timers, workload.arriveAtMs[request] as number, request);
	}
	simulation.arrived = workload.users;
	while (simulation.finished < workload.requests && step(simulation, policy, untilMs));
	return {
		endMs: simulation.nowMs,
		events: simulation.events,
		arrivedAtMs: simulation.arrivedAtMs,
		finishedAtMs: simulation.finishedAtMs,
		finished: simulation.finished,
		inSystem: simulation.inSystem,
		busyCoreMs: simulation.busyCoreMs,
		inSystemMs: simulation.inSystemMs,
		running: simulation.running,
		queues: policy.queues,
		log: closeLog(recorder ?? createRecorder(0)),
	};
}

/** One event. Of events at the same moment, ends of stretches come first, then timers, then arrivals. */
function step(simulation: Simulation, policy: Policy, untilMs: number): boolean {
	const { workload, ends, timers } = simulation;
	while (ends.size > 0 && isStale(simulation)) pop(ends);
	const endCpuMs = earliest(ends);
	const speed = speedOf(simulation);
	const endMs = simulation.nowMs + (endCpuMs - simulation.cpuMs) / speed;
	const timerMs = earliest(timers);
	const openLeft = workload.users === 0 && simulation.arrived < workload.requests;
	const arrivalMs = openLeft ? (workload.arriveAtMs[simulation.arrived] as number) : Infinity;
	const nextMs = Math.min(endMs, timerMs, arrivalMs);
	if (nextMs > untilMs) {
		advance(simulation, untilMs, speed);
		return false;
	}
	if (nextMs === Infinity) throw new Error('The policy left requests that nothing will wake.');
	advance(simulation, nextMs, speed);
	simulation.events++;
	if (nextMs === endMs) {
		// Exactly, so that no rounding is carried from stretch to stretch.
		simulation.cpuMs = endCpuMs;
		stretchOver(simulation, policy, pop(ends));
	} else if (nextMs === timerMs) {
		wake(simulation, policy, pop(timers));
	} else {
		arrive(simulation, policy, simulation.arrived++);
	}
	return true;
}

function isStale({ ends, endsAtCpuMs }: Simulation): boolean {
	return endsAtCpuMs[ends.values[0] as number] !== ends.keys[0];
}

function speedOf({ active, cores }: Simulation): number {
	return active <= cores ? 1 : cores / active;
}

function advance(simulation: Simulation, toMs: number, speed: number): void {
	const passedMs = toMs - simulation.nowMs;
	simulation.busyCoreMs += passedMs * Math.min(simulation.active, simulation.cores);
	simulation.inSystemMs += passedMs * simulation.inSystem;
	simulation.cpuMs += passedMs * speed;
	simulation.nowMs = toMs;
}

function arrive(simulation: Simulation, policy: Policy, request: number): void {
	simulation.inSystem++;
	simulation.arrivedAtMs[request] = simulation.nowMs;
	note(simulation, happened.arrived, request, NONE);
	enterPhase(simulation, policy, request, source.socket, NONE);
}

function wake(simulation: Simulation, policy: Policy, timer: number): void {
	if (timer < 0) {
		policy.timer(-1 - timer);
	} else if (Number.isNaN(simulation.arrivedAtMs[timer])) {
		arrive(simulation, policy, timer);
	} else {
		(simulation.phaseOf[timer] as number)++;
		enterPhase(simulation, policy, timer, source.timer, NONE);
	}
}

/** What remained is nought or, where the policy set a limit, the rest of the phase. */
function stretchOver(simulation: Simulation, policy: Policy, thread: number): void {
	const endedAt = simulation.endsAtCpuMs[thread] as number;
	const startedAt = simulation.startedAtCpuMs[thread] as number;
	const running = simulation.running[thread] as number;
	const limited = startedAt + (simulation.remainingMs[running] as number) > endedAt;
	const request = leave(simulation, thread);
	if (limited) {
		note(simulation, happened.stopped, request, thread);
		policy.limit(thread, request);
		return;
	}
	note(simulation, happened.phaseOver, request, thread);
	simulation.phaseOf[request] = (simulation.phaseOf[request] as number) + 1;
	enterPhase(simulation, policy, request, source.woken, thread);
	if (simulation.running[thread] === NONE) policy.free(thread);
}

function enterPhase(
	simulation: Simulation,
	policy: Policy,
	request: number,
	why: number,
	thread: number,
): void {
	const phase = currentPhase(simulation, request);
	if (phase === undefined) {
		finish(simulation, request);
		return;
	}
	const demandMs = currentDemandMs(simulation, request);
	if (phase.kind === 'wait') {
		note(simulation, happened.waits, request, NONE);
		push(simulation.timers, simulation.nowMs + demandMs, request);
		return;
	}
	simulation.remainingMs[request] = demandMs;
	if (phase.kind === 'pool' && policy.offload(request)) return;
	policy.ready(request, why, thread);
}

function finish(simulation: Simulation, request: number): void {
	simulation.inSystem--;
	simulation.finished++;
	simulation.finishedAtMs[request] = simulation.nowMs;
	note(simulation, happened.finished, request, NONE);
	const { workload, arrived, nowMs, timers } = simulation;
	if (workload.users === 0 || arrived >= workload.requests) return;
	simulation.arrived++;
	push(timers, nowMs + (workload.thinkMs[arrived] as number), arrived);
}
