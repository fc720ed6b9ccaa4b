import type { Numbers } from '../../simulator/predict/predict-numbers.ts';
import { valueOf, type Values } from '../players/scenario.ts';

/** A number of the reader's; it stands in the address as `numbers.<id>`. */
export type NumberParameter = {
	readonly id: 'rate' | 'cpu' | 'wait' | 'slow' | 'long' | 'cores';
	readonly label: string;
	readonly unit: string;
	readonly least: number;
	readonly most: number;
	/** The least above nought on the slider, which goes by factors; absent where it goes by ones. */
	readonly factorsFrom?: number;
	readonly value: number;
};

/** In the address: `?numbers.rate=400`. */
export const OWNER = 'numbers';

export const parameters: readonly NumberParameter[] = [
	{
		id: 'rate',
		label: 'Requests',
		unit: 'a second',
		least: 1,
		most: 20_000,
		factorsFrom: 1,
		value: 400,
	},
	{
		id: 'cpu',
		label: 'Each computes',
		unit: 'ms',
		least: 0.01,
		most: 100,
		factorsFrom: 0.01,
		value: 1,
	},
	{ id: 'wait', label: 'Each waits', unit: 'ms', least: 0, most: 10_000, factorsFrom: 1, value: 0 },
	{ id: 'slow', label: 'Slow ones', unit: '%', least: 0, most: 50, factorsFrom: 0.1, value: 2 },
	{
		id: 'long',
		label: 'They compute',
		unit: 'ms more',
		least: 1,
		most: 5000,
		factorsFrom: 1,
		value: 100,
	},
	{ id: 'cores', label: 'Cores', unit: '', least: 1, most: 16, value: 2 },
];

export const usualNumbers: Values = Object.fromEntries(
	parameters.map(({ id, value }) => [id, value]),
);

export function numbersOf(values: Values): Numbers {
	const of = (id: NumberParameter['id']) => valueOf(values, id);
	return {
		perSecond: of('rate'),
		cpuMs: of('cpu'),
		waitMs: of('wait'),
		slowShare: of('slow') / 100,
		slowMs: of('long'),
		cores: Math.round(of('cores')),
	};
}

/** Places on a slider: from nought, where that is the least, by factors. */
export const PLACES = 100;

/** The number at a place of the slider, with two digits: more nobody can point at. */
export function valueAt({ least, most, factorsFrom }: NumberParameter, place: number): number {
	if (factorsFrom === undefined) return Math.round(least + (place / PLACES) * (most - least));
	if (place <= 0) return least;
	const first = least === 0 ? 1 : 0;
	const factor = (most / factorsFrom) ** ((place - first) / (PLACES - first));
	return Number((factorsFrom * factor).toPrecision(2));
}

/** The place nearest to a number. */
export function placeOf({ least, most, factorsFrom }: NumberParameter, value: number): number {
	if (factorsFrom === undefined) return Math.round((PLACES * (value - least)) / (most - least));
	if (value <= least) return 0;
	const first = least === 0 ? 1 : 0;
	const part = Math.log(value / factorsFrom) / Math.log(most / factorsFrom);
	return Math.max(first, Math.round(first + part * (PLACES - first)));
}
