import { happened, type EventLog } from '../../simulator/log.ts';
import { simulate } from '../../simulator/simulate.ts';
import { stretchesOf, type Stretch } from '../../simulator/stretches.ts';
import { quantileOf } from '../../simulator/summary.ts';
import { drawWorkload } from '../../simulator/workload.ts';
import type { Lane, Scenario, Values } from './scenario.ts';

export type Answer = {
	readonly request: number;
	readonly arrivedMs: number;
	readonly answeredMs: number;
};

/** A lane after its simulation: what is drawn, and what is told. */
export type PlayedLane = {
	readonly lane: Lane;
	readonly log: EventLog;
	readonly kindOf: Uint8Array;
	readonly stretches: readonly Stretch[];
	/** How many requests could run and do not, from each moment on. */
	readonly waiting: readonly { readonly fromMs: number; readonly count: number }[];
	readonly answers: readonly Answer[];
};

/** Simulates every lane of a scenario to its last answer. Pure; how fast it is shown changes nothing of it. */
export function play(scenario: Scenario, values: Values): PlayedLane[] {
	return scenario.lanes(values).map(playLane);
}

function playLane(lane: Lane): PlayedLane {
	const workload = drawWorkload(lane.model);
	const { cores, threads } = lane;
	const { log, arrivedAtMs, finishedAtMs } = simulate(workload, lane.make, {
		cores,
		threads,
		log: true,
	});
	const answers = Array.from(finishedAtMs, (answeredMs, request) => ({
		request,
		arrivedMs: arrivedAtMs[request] as number,
		answeredMs,
	}));
	return {
		lane,
		log,
		kindOf: workload.kindOf,
		stretches: stretchesOf(log),
		waiting: waitingOf(log),
		answers,
	};
}

function waitingOf(log: EventLog) {
	const ready = new Set<number>();
	const waiting: { fromMs: number; count: number }[] = [];
	for (let event = 0; event < log.events; event++) {
		const what = log.what[event];
		const request = log.request[event] as number;
		const canRun =
			what === happened.arrived || what === happened.queued || what === happened.stopped;
		if (canRun) ready.add(request);
		else ready.delete(request);
		const fromMs = log.atMs[event] as number;
		const last = waiting.at(-1);
		// Of several changes at one moment only what they come to can be seen.
		if (last?.fromMs === fromMs) last.count = ready.size;
		else if (last?.count !== ready.size) waiting.push({ fromMs, count: ready.size });
	}
	return waiting;
}

/** Response times of the judged kind that were over by then, ascending. */
export function timesBy(played: PlayedLane, judged: number, atMs: number): Float64Array {
	return Float64Array.from(
		played.answers
			.filter(({ request, answeredMs }) => played.kindOf[request] === judged && answeredMs <= atMs)
			.map(({ arrivedMs, answeredMs }) => answeredMs - arrivedMs),
	).sort();
}

/** What is said of a lane: of the judged kind, the median and the longest response. */
export function findingOf(scenario: Scenario, played: PlayedLane): string {
	const times = timesBy(played, scenario.judged, Infinity);
	const name = scenario.kinds[scenario.judged]?.name ?? 'request';
	const said = (share: number) => formatMs(quantileOf(times, share));
	return `Half of the ${times.length} ${name}s within ${said(0.5)}, the slowest ${said(1)}.`;
}

export function formatMs(ms: number): string {
	return `${ms < 9.95 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
