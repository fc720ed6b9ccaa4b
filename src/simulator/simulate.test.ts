import { describe, expect, test } from 'vitest';
import { happened, type EventLog } from './log.ts';
import { everyPolicy, mixedModel } from './samples.ts';
import { simulate, type Options, type Outcome } from './simulate.ts';
import type { MakePolicy } from './simulation.ts';
import { stateAt } from './state-at.ts';
import { drawWorkload, type Workload } from './workload.ts';

const SEEDS = [1, 2, 3, 4, 5];
const CORES = 2;

describe.each(everyPolicy)('$name', ({ make, threads, mostBusy }) => {
	const options: Options = { cores: CORES, threads, log: true };
	const runs = SEEDS.map((seed) => {
		const workload = drawWorkload(mixedModel(seed));
		return { workload, outcome: simulate(workload, make, options) };
	});

	test('loses no request, and answers each once', () => {
		for (const { workload, outcome } of runs) {
			expect(outcome.finished).toBe(workload.requests);
			expect(outcome.inSystem).toBe(0);
			expect(outcome.finishedAtMs.some(Number.isNaN)).toBe(false);
			expect(count(outcome.log, happened.finished)).toBe(workload.requests);
			expect(count(outcome.log, happened.arrived)).toBe(workload.requests);
		}
	});

	test('gives every request the computing it needs, and no more (work is conserved)', () => {
		for (const { workload, outcome } of runs) {
			const neededMs = cpuMsOf(workload);
			expect(outcome.busyCoreMs).toBeGreaterThan(neededMs - 1e-4);
			expect(outcome.busyCoreMs).toBeLessThan(neededMs + 1e-4);
		}
	});

	test('answers none earlier than if it were alone', () => {
		let leastSpare = Infinity;
		for (const { workload, outcome } of runs) {
			for (let request = 0; request < workload.requests; request++) {
				const took = at(outcome.finishedAtMs, request) - at(outcome.arrivedAtMs, request);
				leastSpare = Math.min(leastSpare, took - demandOf(workload, request));
			}
		}
		expect(leastSpare).toBeGreaterThan(-1e-6);
	});

	test('writes a log whose time never goes back, and runs one request a thread', () => {
		for (const { outcome } of runs) {
			const { log } = outcome;
			expect(log.atMs).toEqual(log.atMs.toSorted());
			expect(mostRunning(log)).toBeLessThanOrEqual(mostBusy);
		}
	});

	test("keeps Little's law: the mean number in the system is the rate times the mean response", () => {
		for (const { workload, outcome } of runs) {
			const spentMs = outcome.finishedAtMs.reduce(
				(sum, finishedMs, request) => sum + finishedMs - at(outcome.arrivedAtMs, request),
				0,
			);
			expect(outcome.inSystemMs / spentMs).toBeCloseTo(1, 9);
			expect(workload.requests).toBeGreaterThan(0);
		}
	});

	test('gives the same log for the same seed, and another for another', () => {
		const [first, second] = runs;
		if (first === undefined || second === undefined) throw new Error('There are no runs.');
		expect(simulate(drawWorkload(mixedModel(1)), make, options)).toEqual(first.outcome);
		expect(second.outcome.log.atMs).not.toEqual(first.outcome.log.atMs);
	});

	test('has a log from which the state at any time is what a simulation stopped there has', () => {
		for (const { workload, outcome } of runs) {
			for (const share of [0.03, 0.31, 0.5, 0.77]) {
				const untilMs = share * outcome.endMs;
				const stopped = simulate(workload, make, { ...options, untilMs });
				const state = stateAt(outcome.log, untilMs);
				expect(state.finished).toBe(stopped.finished);
				expect(state.arrived - state.finished).toBe(stopped.inSystem);
				expect(state.running.filter((request) => request >= 0)).toEqual([
					...stopped.running.filter((request) => request >= 0),
				]);
				expect(inPlaces(state)).toBe(stopped.inSystem);
			}
		}
	});
});

test('what a request needs does not depend on the policy or the rate', () => {
	const slow = drawWorkload(mixedModel(7, 0.2));
	const fast = drawWorkload(mixedModel(7, 0.9));
	expect(fast.demandMs).toEqual(slow.demandMs);
	expect(fast.kindOf).toEqual(slow.kindOf);
	expect(fast.arriveAtMs).not.toEqual(slow.arriveAtMs);
});

test('a policy that forgets a request is found out', () => {
	const forgetful: MakePolicy = () => ({
		threads: 1,
		queues: [],
		ready: () => undefined,
		offload: () => false,
		free: () => undefined,
		limit: () => undefined,
		timer: () => undefined,
	});
	const play = () => simulate(drawWorkload(mixedModel(1)), forgetful, { cores: 1, threads: 1 });
	expect(play).toThrow('nothing will wake');
});

function count(log: EventLog, what: number): number {
	return log.what.filter((one) => one === what).length;
}

function mostRunning(log: EventLog): number {
	const running = new Set<number>();
	let most = 0;
	for (let event = 0; event < log.events; event++) {
		const what = log.what[event];
		const thread = at(log.place, event);
		if (what === happened.started) {
			if (running.has(thread)) throw new Error(`Thread ${thread} runs two requests.`);
			running.add(thread);
		}
		if (what === happened.stopped || what === happened.phaseOver) running.delete(thread);
		most = Math.max(most, running.size);
	}
	return most;
}

function demandOf(workload: Workload, request: number): number {
	const from = request * workload.phases;
	return workload.demandMs.subarray(from, from + workload.phases).reduce((sum, ms) => sum + ms, 0);
}

function cpuMsOf(workload: Workload): number {
	let sum = 0;
	for (let request = 0; request < workload.requests; request++) {
		const phases = workload.kinds[at(workload.kindOf, request)]?.phases ?? [];
		phases.forEach(({ kind }, phase) => {
			if (kind !== 'wait') sum += at(workload.demandMs, request * workload.phases + phase);
		});
	}
	return sum;
}

function inPlaces(state: ReturnType<typeof stateAt>): number {
	const running = state.running.filter((request) => request >= 0).length;
	return running + state.waiting.length + state.queues.reduce((sum, { length }) => sum + length, 0);
}

function at(array: Outcome['finishedAtMs'] | Int16Array | Uint8Array, index: number): number {
	const value = array[index];
	if (value === undefined) throw new RangeError(`There is no place ${index}.`);
	return value;
}
