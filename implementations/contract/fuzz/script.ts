import { LIMIT_BYTES } from '../cases/body-path.ts';
import { drawDraft, textOf, type Draft } from './draft.ts';
import { mutateDraft, mutateQuestion } from './mutations.ts';
import type { Random } from './random.ts';

export type ScriptedRequest = {
	/** A character is a byte. */
	text: string;
	/** Whoever parses it sees where it ends, so that it is answered, or the connection closed. */
	whole: boolean;
};

/** What one connection does. */
export type Script = {
	/** One after the other without waiting for answers. */
	requests: ScriptedRequest[];
	/** How the text of all of them is cut; each piece is written in a turn of the loop of its own. */
	pieces: number;
	/** Milliseconds between two pieces. */
	pauseMs: number;
	/**
	 * `wait` for as many answers as there are requests, or silence, then close one half; `half` at once; `reset` leaves
	 * without reading what may come.
	 */
	ending: 'wait' | 'half' | 'reset';
};

const MOST_REQUESTS = 5;

/** A second of work each, or ten of waiting, would be all that a server gets done. */
const CHEAP: readonly [field: RegExp, most: number][] = [
	[/(units=)0*(\d{4,7})(?!\d)/g, 2_000],
	[/(ms=)0*(\d{2,5})(?!\d)/g, 50],
];

export function drawScript(random: Random, workloads: readonly string[]): Script {
	const count = 1 + random.below(MOST_REQUESTS);
	const requests = random.chance(0.05)
		? [broken(random.bytes(1 + random.below(2_000)))]
		: Array.from({ length: count }, (_, place) =>
				drawRequest(random, workloads, place === count - 1),
			);
	return {
		requests: requests.map(({ text, whole }) => ({ text: makeCheap(text), whole })),
		pieces: random.chance(0.5) ? 1 : 1 + random.below(12),
		pauseMs: random.chance(0.05) ? random.below(20) : 0,
		ending: random.chance(0.85) ? 'wait' : random.pick(['half', 'reset']),
	};
}

/** @param last only then may it be what ends a connection: the requests behind that would never be read */
function drawRequest(random: Random, workloads: readonly string[], last: boolean): ScriptedRequest {
	const draft = drawDraft(random, workloads);
	// Some are as they should be, so that what is wrong meets connections in every state.
	if (random.chance(0.15)) return { text: textOf(draft, random), whole: true };
	if (random.chance(0.003)) return broken(withLargeBody(draft, random));
	if (!last) return { text: textOf(mutateQuestion(draft, random), random), whole: true };
	const text = textOf(random.chance(0.7) ? mutateDraft(draft, random) : draft, random);
	return broken(random.chance(0.4) ? mutateBytes(text, random) : text);
}

function broken(text: string): ScriptedRequest {
	return { text, whole: false };
}

/** At the limit of 1 MiB, or a byte beyond it. */
function withLargeBody(draft: Draft, random: Random): string {
	const head = textOf({ ...draft, json: 1, chunked: false }, random).replace(/\d+\r\n\r\n1$/, '');
	const bytes = LIMIT_BYTES - 1 + random.below(3);
	return `${head}${bytes}\r\n\r\n${JSON.stringify(draft.json ?? {}).padEnd(bytes, random.pick([' ', 'x', '[']))}`;
}

/** A few bytes are others, missing, doubled or moved. */
function mutateBytes(text: string, random: Random): string {
	let changed = text;
	for (let times = 1 + random.below(4); times > 0; times -= 1) {
		const start = random.below(changed.length + 1);
		const end = Math.min(changed.length, start + 1 + random.below(random.pick([1, 4, 40])));
		const [before, slice, after] = [
			changed.slice(0, start),
			changed.slice(start, end),
			changed.slice(end),
		];
		const instead = [
			'',
			slice + slice,
			random.bytes(slice.length),
			random.pick([
				'\r\n',
				'\n',
				'\r',
				'\0',
				'\r\n\r\n',
				' ',
				'\t',
				':',
				'"',
				'{',
				'[',
				'%',
				'\xff',
			]),
		];
		changed = before + random.pick(instead) + after;
	}
	return random.chance(0.1) ? changed.slice(0, random.below(changed.length + 1)) : changed;
}

function makeCheap(text: string): string {
	return CHEAP.reduce(
		(cheaper, [pattern, most]) =>
			cheaper.replaceAll(pattern, (_match, name: string, digits: string) => {
				return `${name}${Math.min(Number(digits), most)}`;
			}),
		text,
	);
}
