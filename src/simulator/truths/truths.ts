import type { Arrivals, Demand, Phase } from '../model.ts';
import { cluster } from '../policies/cluster.ts';
import { goScheduler } from '../policies/go.ts';
import { idealSharing } from '../policies/ideal-sharing.ts';
import { loop } from '../policies/loop.ts';
import { sharedQueue } from '../policies/shared-queue.ts';
import { tokioRuntime } from '../policies/tokio.ts';
import { simulate, type Outcome } from '../simulate.ts';
import type { MakePolicy } from '../simulation.ts';
import { quantileOf, responseTimesMs } from '../summary.ts';
import { drawWorkload } from '../workload.ts';
import * as theory from './theory.ts';

/** A result that is known, and a simulation that has to come to it. */
export type Truth = {
	readonly name: string;
	readonly expected: number;
	simulated(seed: number, requests: number): number;
};

type Case = {
	readonly utilisation: number;
	readonly demand?: Demand;
	readonly cores?: number;
	readonly make?: MakePolicy;
	readonly threads?: number;
	readonly connections?: number;
	readonly phases?: readonly Phase[];
	readonly arrivals?: Arrivals;
	readonly read?: (outcome: Outcome, from: number) => number;
};

const exponential: Demand = { kind: 'exponential', meanMs: 1 };
const fixed: Demand = { kind: 'fixed', ms: 1 };
/** Two exponentials of mean 1 together, with a second moment of 6.5 (a coefficient of variation of 2.35). */
const hyperexponential: Demand = {
	kind: 'mixture',
	of: [
		{ share: 0.1, demand: { kind: 'exponential', meanMs: 5.5 } },
		{ share: 0.9, demand: { kind: 'exponential', meanMs: 0.5 } },
	],
};
const MANY = 20_000;
const sharing = { make: idealSharing(MANY), threads: MANY };
const stolen = (cores: number) => ({ cores, make: sharedQueue(cores), threads: cores });
const pinned = (cores: number) => ({
	cores,
	make: cluster(cores, 0),
	threads: cores,
	// So many that each of the cores has the same share, and a connection seldom two requests at once.
	connections: 1000 * cores,
});

/** Means of response time in services, unless the name says otherwise. */
export const truths: readonly Truth[] = [
	...[0.5, 0.8, 0.9].map((u) => truth(`M/M/1, ρ ${u}`, theory.mm1(u), { utilisation: u })),
	truth('M/M/1, ρ 0.8: p99', theory.mm1Percentile(0.8, 0.99), { utilisation: 0.8, read: p99 }),
	truth('M/D/1, ρ 0.8', theory.pollaczekKhinchine(0.8, 1), { utilisation: 0.8, demand: fixed }),
	truth('M/H2/1, ρ 0.8', theory.pollaczekKhinchine(0.8, 6.5), {
		utilisation: 0.8,
		demand: hyperexponential,
	}),
	...[exponential, fixed, hyperexponential].map((demand) =>
		truth(`M/G/1-PS, ρ 0.8, ${demand.kind}`, theory.processorSharing(0.8), {
			utilisation: 0.8,
			demand,
			...sharing,
		}),
	),
	...(
		[
			[2, 0.8],
			[4, 0.8],
			[8, 0.9],
		] as const
	).flatMap(([k, u]) => [
		truth(`M/M/${k}, ρ ${u}`, theory.mmk(k, u), { utilisation: u, ...stolen(k) }),
		truth(`${k} × M/M/1, pinned, ρ ${u}`, theory.mm1(u), { utilisation: u, ...pinned(k) }),
	]),
	truth('M/M/4-PS, ρ 0.8', theory.mmk(4, 0.8), { utilisation: 0.8, cores: 4, ...sharing }),
	truth('two visits and a wait of 10, ρ 0.8', 10 + theory.mm1(0.8), {
		utilisation: 0.8,
		phases: [visit(0.5), { kind: 'wait', demandMs: { kind: 'fixed', ms: 10 } }, visit(0.5)],
	}),
	...[5, 11, 20, 50].map((users) =>
		truth(`closed, ${users} users who think 10`, theory.closedResponse(users, 10), {
			utilisation: 1,
			arrivals: { kind: 'closed', users, thinkMs: { kind: 'exponential', meanMs: 10 } },
		}),
	),
	truth('busy share of 4 cores, ρ 0.8', 0.8, {
		utilisation: 0.8,
		...stolen(4),
		read: ({ busyCoreMs, endMs }) => busyCoreMs / endMs / 4,
	}),
	truth('Go on 4 cores without long requests, ρ 0.8, as M/M/4', theory.mmk(4, 0.8), {
		utilisation: 0.8,
		cores: 4,
		make: goScheduler(4),
		threads: 4,
	}),
	truth('Tokio on one core, ρ 0.8, as M/M/1', theory.mm1(0.8), {
		utilisation: 0.8,
		make: tokioRuntime(1, 0),
		threads: 1,
	}),
];

function visit(meanMs: number): Phase {
	return { kind: 'cpu', demandMs: { kind: 'exponential', meanMs } };
}

function truth(name: string, expected: number, given: Case): Truth {
	const { utilisation, cores = 1, make = loop(), threads = 1, read = mean } = given;
	const phases = given.phases ?? [{ kind: 'cpu' as const, demandMs: given.demand ?? exponential }];
	const perSecond = 1000 * utilisation * cores;
	return {
		name,
		expected,
		simulated(seed, requests) {
			const workload = drawWorkload({
				seed,
				requests,
				connections: given.connections ?? 1,
				arrivals: given.arrivals ?? { kind: 'poisson', perSecond },
				kinds: [{ name: 'request', share: 1, phases }],
			});
			// The system begins empty: what it does until it has forgotten that is not counted.
			return read(simulate(workload, make, { cores, threads }), requests / 20);
		},
	};
}

function mean(outcome: Outcome, from: number): number {
	const times = responseTimesMs(outcome, (request) => request >= from);
	return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function p99(outcome: Outcome, from: number): number {
	return quantileOf(responseTimesMs(outcome, (request) => request >= from).sort(), 0.99);
}
