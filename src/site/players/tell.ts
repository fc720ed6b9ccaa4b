import { eventsBy, stateAfter } from '../../simulator/state-at.ts';
import { formatMs, type PlayedLane } from './play.ts';
import type { Scenario } from './scenario.ts';

/** What is where in a lane at a moment, as words: each thread, then each queue. */
export function tellState(
	scenario: Scenario,
	{ lane, log, kindOf }: PlayedLane,
	atMs: number,
): { name: string; words: string }[] {
	const state = stateAfter(log, eventsBy(log, atMs));
	const one = (request: number) =>
		`${scenario.kinds[kindOf[request] as number]?.name ?? 'request'} ${request + 1}`;
	const threads = lane.rows.map((name, thread) => {
		const request = state.running[thread] ?? -1;
		return { name, words: request < 0 ? 'idle' : one(request) };
	});
	const queues = lane.queues.map(({ name, places }) => {
		const requests = places.flatMap((place) => state.queues[place] ?? []);
		return { name, words: requests.length === 0 ? 'empty' : listed(requests) };
	});
	return [...threads, ...queues];
}

/** The same of all lanes in a sentence each, for who hears the page. */
export function sayState(scenario: Scenario, played: readonly PlayedLane[], atMs: number): string {
	const lanes = played.map((one) => {
		const told = tellState(scenario, one, atMs).map(({ name, words }) => `${name} ${words}`);
		return `${one.lane.name}: ${told.join(', ')}.`;
	});
	return `At ${formatMs(atMs)}. ${lanes.join(' ')}`;
}

/** The text version: a row a request, a column a lane. */
export function tabulate(scenario: Scenario, played: readonly PlayedLane[]): string[][] {
	const [first] = played;
	return (first?.answers ?? []).map(({ request, arrivedMs }) => [
		`${request + 1}`,
		scenario.kinds[first?.kindOf[request] ?? NaN]?.name ?? 'request',
		formatMs(arrivedMs),
		...played.map(({ answers }) => {
			const answer = answers[request];
			return answer === undefined ? '' : formatMs(answer.answeredMs - answer.arrivedMs);
		}),
	]);
}

/** Moments at which something happens in any lane, each once. */
export function momentsOf(scenario: Scenario, played: readonly PlayedLane[]): number[] {
	const all = played.flatMap(({ log }) => [...log.atMs].filter((ms) => ms <= scenario.endMs));
	return [...new Set(all)].sort((one, other) => one - other);
}

const SHOWN = 8;

function listed(requests: readonly number[]): string {
	const shown = requests.slice(0, SHOWN).map((request) => request + 1);
	const more = requests.length - shown.length;
	return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
