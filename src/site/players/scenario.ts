import type { Language } from '../../core/schemas/implementation.ts';
import type { Model } from '../../simulator/model.ts';
import type { MakePolicy } from '../../simulator/simulation.ts';

/** A number that the reader may change; it stands in the address. */
export type Parameter = {
	readonly id: string;
	readonly label: string;
	readonly unit: string;
	readonly least: number;
	readonly most: number;
	readonly step: number;
	readonly value: number;
};

export type Values = Readonly<Record<string, number>>;

/** One scheduler, and how it is drawn. */
export type Lane = {
	readonly name: string;
	readonly language?: Language;
	/** Its rule, in a sentence. */
	readonly rule: string;
	readonly model: Model;
	readonly make: MakePolicy;
	readonly cores: number;
	/** The most threads that it may run. */
	readonly threads: number;
	/** Names of the threads that are drawn, the first of them thread 0. */
	readonly rows: readonly string[];
	/** Names of the queues that are told, and which of the policy's each is. */
	readonly queues: readonly { readonly name: string; readonly places: readonly number[] }[];
};

/** How a kind of request looks: by pattern and height as well as by colour. */
export type Look = 'short' | 'long' | 'pool';

/** What a player plays: requests, and schedulers that get the same ones. */
export type Scenario = {
	readonly id: string;
	readonly title: string;
	/** The end of what is drawn. */
	readonly endMs: number;
	/** The moment that the still picture tells of. */
	readonly tellsOfMs: number;
	/** Simulated milliseconds a second, from slow to fast; the second is the usual one. */
	readonly speeds: readonly [number, number, number];
	readonly parameters: readonly Parameter[];
	readonly kinds: readonly { readonly name: string; readonly look: Look }[];
	/** The kind whose response times are told. */
	readonly judged: number;
	readonly lanes: (values: Values) => readonly Lane[];
	readonly histogram: boolean;
	/** What the model leaves out. */
	readonly assumptions: readonly string[];
};

export function usualValues({ parameters }: Scenario): Values {
	return Object.fromEntries(parameters.map(({ id, value }) => [id, value]));
}

export function valueOf(values: Values, id: string): number {
	const value = values[id];
	if (value === undefined) throw new RangeError(`The player has no parameter "${id}".`);
	return value;
}
