/** What is simulated: requests that arrive, what each needs, and how many cores there are. Times are in milliseconds. */
export type Model = {
	/** Same seed, same workload, whatever the policy: runtimes are compared under the same arrivals and demands. */
	readonly seed: number;
	readonly requests: number;
	readonly arrivals: Arrivals;
	readonly kinds: readonly Kind[];
	/** The kind of each request, by its number; drawn by their shares where absent. */
	readonly kindOf?: readonly number[];
	/** Connections that requests come over; each comes over a random one. Absent is one connection. */
	readonly connections?: number;
};

export type Arrivals =
	| { readonly kind: 'poisson' | 'uniform'; readonly perSecond: number }
	| { readonly kind: 'recorded'; readonly atMs: readonly number[] }
	/** Each user sends, waits for the answer, thinks, and sends again. */
	| { readonly kind: 'closed'; readonly users: number; readonly thinkMs: Demand };

/** A kind of request: its share of all, and what one goes through from arrival to answer. */
export type Kind = {
	readonly name: string;
	readonly share: number;
	readonly phases: readonly Phase[];
};

/**
 * Part of a request. Two `cpu` phases in a row are a hand-over: the first wakes the second on its own thread,
 * as a promise, a channel or an awaited task does.
 */
export type Phase = {
	/** `cpu` needs a core; `wait` needs none; `pool` needs a core, on a pool's thread where the runtime has one. */
	readonly kind: 'cpu' | 'wait' | 'pool';
	readonly demandMs: Demand;
	/** Awaits of the runtime's own types that are ready at once: what Tokio's budget counts, and nobody else. */
	readonly operations?: number;
};

export type Demand =
	| { readonly kind: 'fixed'; readonly ms: number }
	| { readonly kind: 'exponential'; readonly meanMs: number }
	/** One of several, each with its share. */
	| {
			readonly kind: 'mixture';
			readonly of: readonly { readonly share: number; readonly demand: Demand }[];
	  }
	/** The n-th request takes the n-th, from the beginning again after the last. */
	| { readonly kind: 'recorded'; readonly ms: readonly number[] };
