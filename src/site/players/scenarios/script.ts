import type { Kind, Model } from '../../../simulator/model.ts';

/** Requests at given moments, of given kinds: for scenes in which nothing is left to chance. */
export function scripted(
	kinds: readonly Omit<Kind, 'share'>[],
	moments: readonly (readonly [atMs: number, kind: number])[],
): Model {
	const inOrder = moments.toSorted(([one], [other]) => one - other);
	return {
		seed: 1,
		requests: inOrder.length,
		arrivals: { kind: 'recorded', atMs: inOrder.map(([atMs]) => atMs) },
		kinds: kinds.map((kind) => ({ ...kind, share: 1 })),
		kindOf: inOrder.map(([, kind]) => kind),
	};
}

/** A moment every so many milliseconds, each of the same kind. */
export function every(
	stepMs: number,
	fromMs: number,
	toMs: number,
	kind: number,
): [atMs: number, kind: number][] {
	const count = Math.floor((toMs - fromMs) / stepMs) + 1;
	return Array.from({ length: count }, (_, index) => [fromMs + index * stepMs, kind]);
}

export const computes = (ms: number) => ({ kind: 'cpu', demandMs: { kind: 'fixed', ms } }) as const;
