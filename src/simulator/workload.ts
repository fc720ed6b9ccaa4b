import { quickEven } from '../core/truth/quick-random.ts';
import type { Arrivals, Demand, Kind, Model, Phase } from './model.ts';

/**
 * Every draw of a simulation, made before it begins. What a request needs thereby depends on its number alone,
 * never on the order in which a policy serves: common random numbers (Law, "Simulation Modeling and
 * Analysis", 5th edition, section 11.2), which makes two policies comparable request by request.
 */
export type Workload = {
	readonly requests: number;
	readonly kinds: readonly Kind[];
	/** Of closed arrivals only the users' first requests have a time; the others follow an answer. */
	readonly arriveAtMs: Float64Array;
	/** Between an answer and its user's next request; empty for open arrivals. */
	readonly thinkMs: Float64Array;
	readonly users: number;
	readonly kindOf: Uint8Array;
	readonly connectionOf: Int32Array;
	/** Demand of phase p of request r at `r * phases + p`. */
	readonly demandMs: Float64Array;
	readonly phases: number;
};

type Even = () => number;

export function drawWorkload(model: Model): Workload {
	const { requests, kinds, connections = 1 } = model;
	// A stream a purpose: with another arrival rate, the demands stay the same.
	const [arrivals, kind, demand, connection] = [1, 2, 3, 4].map((purpose) =>
		quickEven(model.seed * 8 + purpose),
	) as [Even, Even, Even, Even];
	const phases = Math.max(...kinds.map((one) => one.phases.length));
	const kindOf = new Uint8Array(requests);
	const connectionOf = new Int32Array(requests);
	const demandMs = new Float64Array(requests * phases);
	const shares = kinds.map(({ share }) => share);
	for (let request = 0; request < requests; request++) {
		const drawn = model.kindOf?.[request] ?? pick(shares, kind());
		kindOf[request] = drawn;
		connectionOf[request] = Math.floor(connection() * connections);
		const its = (kinds[drawn] as Kind).phases;
		for (let phase = 0; phase < its.length; phase++) {
			const { demandMs: needs } = its[phase] as Phase;
			demandMs[request * phases + phase] = draw(needs, demand, request);
		}
	}
	const drawn = drawArrivals(model.arrivals, requests, arrivals);
	return { requests, kinds, kindOf, connectionOf, demandMs, phases, ...drawn };
}

function drawArrivals(arrivals: Arrivals, requests: number, even: Even) {
	const arriveAtMs = new Float64Array(requests);
	const open = { arriveAtMs, thinkMs: new Float64Array(0), users: 0 };
	switch (arrivals.kind) {
		case 'recorded':
			arriveAtMs.set(arrivals.atMs.slice(0, requests));
			return open;
		case 'closed': {
			const thinkMs = arriveAtMs.map((_, request) => draw(arrivals.thinkMs, even, request));
			arriveAtMs.set(thinkMs.subarray(0, Math.min(arrivals.users, requests)));
			return { arriveAtMs, thinkMs, users: Math.min(arrivals.users, requests) };
		}
		case 'poisson':
		case 'uniform': {
			const gapMs = 1000 / arrivals.perSecond;
			let atMs = 0;
			for (let request = 0; request < requests; request++) {
				atMs += arrivals.kind === 'uniform' ? gapMs : exponential(gapMs, even);
				arriveAtMs[request] = atMs;
			}
			return open;
		}
	}
}

function draw(demand: Demand, even: Even, request: number): number {
	switch (demand.kind) {
		case 'fixed':
			return demand.ms;
		case 'exponential':
			return exponential(demand.meanMs, even);
		case 'recorded':
			return demand.ms[request % demand.ms.length] as number;
		case 'mixture': {
			const shares = demand.of.map(({ share }) => share);
			const chosen = demand.of[pick(shares, even())] as { demand: Demand };
			return draw(chosen.demand, even, request);
		}
	}
}

function exponential(mean: number, even: Even): number {
	return -mean * Math.log(1 - even());
}

/** The index whose share of the whole an even number in [0, 1) falls into. */
function pick(shares: readonly number[], even: number): number {
	const whole = shares.reduce((sum, share) => sum + share, 0);
	let left = even * whole;
	for (let index = 0; index < shares.length - 1; index++) {
		left -= shares[index] as number;
		if (left < 0) return index;
	}
	return shares.length - 1;
}
