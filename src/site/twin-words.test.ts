import { expect, it } from 'vitest';
import { placeWords, toldApart } from './twin-words.ts';

type Twins = Parameters<typeof placeWords>[0] & { load: string };

const open = {
	kind: 'open',
	arrivals: 'poisson',
	connections: 16,
	seconds: 1,
	tracks: ['1'],
} as const;
const read = { ...open, operation: 'read', ratePerSecond: 500 };
const twins = (load: string, more: Partial<Twins> = {}): Twins => ({
	experiment: 'store',
	load,
	track: '1',
	loadDefinition: { ...read, tracks: [...read.tracks] },
	...more,
});

it('names a load by what it asks for and how often', () => {
	expect(placeWords(twins('rate-500')).full).toBe('store read, 500/s');
	expect(placeWords(twins('rate-500', { track: 'all' })).full).toBe('store read, 500/s, all cores');
});

it('tells those that would be called alike apart by the names of their loads', () => {
	const all = [twins('first'), twins('later'), twins('later', { track: 'all' })];
	expect(all.map((one) => toldApart(all)(one).full)).toEqual([
		'store, first',
		'store, later',
		'store read, 500/s, all cores',
	]);
});
