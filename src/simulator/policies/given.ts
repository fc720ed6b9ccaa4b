/* For the tests of policies: requests that arrive at given moments. */
import type { Model, Phase } from '../model.ts';
import { simulate, type Options, type Outcome } from '../simulate.ts';
import type { MakePolicy } from '../simulation.ts';
import { drawWorkload } from '../workload.ts';

export const cpu = (ms: number, operations?: number): Phase => ({
	kind: 'cpu',
	demandMs: { kind: 'fixed', ms },
	...(operations !== undefined && { operations }),
});
export const wait = (ms: number): Phase => ({ kind: 'wait', demandMs: { kind: 'fixed', ms } });
export const pool = (ms: number): Phase => ({ kind: 'pool', demandMs: { kind: 'fixed', ms } });

/** A request each, with the moment of its arrival and its phases. */
export type Given = readonly (readonly [atMs: number, ...phases: Phase[]])[];

export function runGiven(given: Given, make: MakePolicy, options: Options): Outcome {
	const model: Model = {
		seed: 1,
		requests: given.length,
		connections: 1,
		arrivals: { kind: 'recorded', atMs: given.map(([atMs]) => atMs) },
		kinds: given.map(([, ...phases]) => ({ name: 'one', share: 1, phases })),
		kindOf: given.map((_, request) => request),
	};
	return simulate(drawWorkload(model), make, { log: true, ...options });
}

export const answeredMs = (given: Given, make: MakePolicy, options: Options) =>
	[...runGiven(given, make, options).finishedAtMs].map((ms) => Math.round(ms * 1000) / 1000);
