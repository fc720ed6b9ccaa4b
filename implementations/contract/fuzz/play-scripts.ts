import type { ServerUnderTest } from '../server-under-test.ts';
import { play } from './exchange.ts';
import { scriptAt, type FuzzedSubject } from './fuzzed-subject.ts';
import { complaint } from './judge.ts';
import type { Script } from './script.ts';

/** Something is wrong, and one of these scripts shows it; the likeliest first. */
export type Failure = { what: string; suspects: { place: number; script: Script }[] };

const CONNECTIONS_AT_ONCE = 40;

/** Plays scripts side by side until so many requests have been sent. @returns the first failure */
export async function playScripts(
	fuzzed: FuzzedSubject,
	server: ServerUnderTest,
	firstPlace: number,
	requests: number,
): Promise<{ nextPlace: number; failure?: Failure }> {
	let nextPlace = firstPlace;
	let sent = 0;
	let failure: Failure | undefined;
	// Who was there when a process ended may have ended it, whoever noticed first.
	const recent: Failure['suspects'] = [];
	const client = async (): Promise<void> => {
		while (sent < requests && failure === undefined) {
			const place = nextPlace;
			nextPlace += 1;
			const script = scriptAt(place, fuzzed);
			sent += script.requests.length;
			recent.push({ place, script });
			if (recent.length > 2 * CONNECTIONS_AT_ONCE) recent.shift();
			const what = complaint(script, await play(server, script), fuzzed.options.bounded);
			const seen = what ?? wrote(server);
			if (seen !== undefined) failure ??= { what: seen, suspects: [{ place, script }] };
		}
	};
	await Promise.all(Array.from({ length: CONNECTIONS_AT_ONCE }, client));
	if (failure === undefined) return { nextPlace };
	const suspects = [...failure.suspects, ...recent.toReversed()];
	return { nextPlace, failure: { ...failure, suspects } };
}

/** Nothing that a client sends is worth a line of a log: it would be one for each request of whoever wants to fill a disk. */
export function wrote({ written }: ServerUnderTest): string | undefined {
	if (written.stderr === '') return undefined;
	return `it wrote to standard error: ${written.stderr.trim().slice(0, 1_000)}`;
}
