/**
 * What a service keeps of each of its users between two requests: a few small objects that point at one another, with
 * texts of their own, and a list of numbers. Nothing of it is shared, so that a session that is dropped is garbage as a whole.
 */
export type Session = { id: number; user: User; lastVisit: Visit; scores: number[] };
type User = { name: string };
/** The newest first, each with the one before it. */
type Visit = { path: string; seconds: number; before: Visit | null };

export const MOST_SESSIONS = 16_000_000;
const VISITS = 4;
const SCORES = 64;

// #region sessions
/** A prime, so that neighbours are dropped at different times, and every session in turn. */
const STRIDE = 7_919;

/**
 * All sessions of the process, by their ids from 0 on. Their number never changes: a new one takes the place of an old one.
 *
 * For V8's collector that is the hard case. Most objects die young, which is what its nursery is for; these live until the
 * last session has had its turn, so each is copied twice and then waits in the old generation for a collection of the whole.
 *
 * A `Map` has room for 16.7 million entries (2^24) and throws beyond.
 */
export class Sessions {
	readonly #byId = new Map<number, Session>();
	#turn = 0;

	constructor(count: number) {
		for (let id = 0; id < count; id += 1) this.#byId.set(id, makeSession(id));
	}

	/** Replaces so many sessions, and says how many were there, whole, and how many visits they had. */
	replace(count: number): { dropped: number; visits: number } {
		let [dropped, visits] = [0, 0];
		for (let made = 0; made < count; made += 1) {
			const id = (this.#turn * STRIDE) % this.#byId.size;
			// Back to 0 before the product could leave the whole numbers that a double has.
			this.#turn = (this.#turn + 1) % this.#byId.size;
			const old = this.#byId.get(id);
			this.#byId.set(id, makeSession(id));
			if (old === undefined || !isWhole(old, id)) continue;
			dropped += 1;
			for (let visit: Visit | null = old.lastVisit; visit !== null; visit = visit.before)
				visits += 1;
		}
		return { dropped, visits };
	}
}

/** About a kilobyte, as in the other languages: an array of fractions has 8 bytes for each in all of them. */
function makeSession(id: number): Session {
	let lastVisit = makeVisit(id, 1, null);
	for (let place = 2; place <= VISITS; place += 1) lastVisit = makeVisit(id, place, lastVisit);
	const scores = new Array<number>(SCORES).fill(id + 0.5);
	return { id, user: { name: `user ${id}` }, lastVisit, scores };
}

function makeVisit(id: number, place: number, before: Visit | null): Visit {
	return { path: `/items/${(id + place) % 100_000}`, seconds: place * 10, before };
}
// #endregion sessions

function isWhole({ id, user, scores }: Session, expected: number): boolean {
	return id === expected && user.name === `user ${expected}` && scores[SCORES - 1] === id + 0.5;
}
