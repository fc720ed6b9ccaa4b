import { workloadsOf } from '../../../src/core/schemas/implementation.ts';
import type { Subject } from '../subjects.ts';
import { randomFrom } from './random.ts';
import { drawScript, type Script } from './script.ts';

export type FuzzOptions = {
	seed: number;
	/** How many in all, in two halves. */
	requests: number;
	/** Whether the server has a queue that can be full, and may say so. */
	bounded: boolean;
};

export type FuzzedSubject = {
	subject: Subject;
	workloads: readonly string[];
	options: FuzzOptions;
};

export function fuzzedSubject(subject: Subject, options: FuzzOptions): FuzzedSubject {
	return { subject, workloads: workloadsOf(subject.implementation, subject.variant), options };
}

/** Drawn from nothing but the seed and the place, so that one can be played alone. */
export function scriptAt(place: number, { workloads, options }: FuzzedSubject): Script {
	return drawScript(randomFrom(options.seed, place), workloads);
}
