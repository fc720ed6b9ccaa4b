import { describe, expect, it } from 'vitest';
import type { DeclaredLoad } from '../src/core/schemas/experiment.ts';
import { capacitiesAsked, resolveLoad, usualCapacity } from './capacity.ts';
import { closedLoad, openLoad, sampleTrial } from './samples.ts';

const { kind: _, ratePerSecond: __, ...rest } = openLoad as Extract<DeclaredLoad, { kind: 'open' }>;
const half: DeclaredLoad = { ...rest, kind: 'share', of: 'capacity', share: 0.5 };
const trial = sampleTrial({
	windows: [
		{ load: 'capacity', definition: closedLoad, seconds: 1 },
		{ load: 'half', definition: half, seconds: 1 },
	],
});
const place = { experiment: 'prime', subject: 'go/net-http:single', track: '1', load: 'capacity' };

describe('capacitiesAsked', () => {
	it('asks once for each subject and track, whatever the rounds, the twins and the shares', () => {
		const twin = { ...trial, duplicate: true, round: 2 };
		const other = { ...trial, variant: 'as-published' };
		const asked = capacitiesAsked({ trials: [trial, twin, other] });
		expect(asked.map(({ subject }) => subject)).toEqual([
			'go/net-http:single',
			'go/net-http:as-published',
		]);
		expect(capacitiesAsked({ trials: [sampleTrial()] })).toEqual([]);
	});
});

describe('the capacity of another subject', () => {
	const limited = { ...trial, variant: 'limit' };
	const asIfUnlimited = { ...half, ofSubjects: { 'go/net-http:limit': 'go/net-http:single' } };
	const windows = [{ load: 'half', definition: asIfUnlimited, seconds: 1 }];

	it('is asked of that one, once for both', () => {
		const both = [
			{ ...limited, windows },
			{ ...trial, windows },
		];
		const asked = capacitiesAsked({ trials: both });
		expect(asked.map(({ subject, trial: { variant } }) => [subject, variant])).toEqual([
			['go/net-http:single', 'single'],
		]);
	});

	it('gives the rate, and the name of whose it was', () => {
		const known = [{ ...place, track: '1' as const, ratePerSecond: 100 }];
		expect(resolveLoad(asIfUnlimited, limited, known)).toMatchObject({
			ratePerSecond: 50,
			capacity: { share: 0.5, load: 'capacity', subject: 'go/net-http:single' },
		});
		expect(resolveLoad(asIfUnlimited, trial, known)).toMatchObject({
			capacity: { share: 0.5, load: 'capacity' },
		});
	});

	it('is unknown in a run without that one', () => {
		expect(capacitiesAsked({ trials: [{ ...limited, windows }] })).toEqual([]);
		expect(() => resolveLoad(asIfUnlimited, limited, [])).toThrow(
			'The capacity of go/net-http:single under "capacity" is not known',
		);
	});
});

describe('usualCapacity', () => {
	it('is that of the middle window, whatever a neighbour took from another', () => {
		expect(usualCapacity([812.34, 790.06, 301])).toBe(790.1);
	});

	it('is none where most windows had no answer', () => {
		expect(() => usualCapacity([0, 0, 5])).toThrow('No request was answered.');
	});
});

describe('resolveLoad', () => {
	const known = [{ ...place, track: '1' as const, ratePerSecond: 12_345 }];

	it('makes a share of a capacity a rate, and keeps what it is a share of', () => {
		expect(resolveLoad(half, trial, known)).toEqual({
			...rest,
			kind: 'open',
			ratePerSecond: 6173,
			capacity: { share: 0.5, load: 'capacity' },
		});
	});

	it('leaves every other load as it is', () => {
		expect(resolveLoad(openLoad, trial, [])).toBe(openLoad);
	});

	it('says why there is no rate', () => {
		const failed = [{ ...place, track: '1' as const, reason: 'The server ended.' }];
		expect(() => resolveLoad(half, trial, failed)).toThrow(
			'The capacity of go/net-http:single under "capacity" is not known, so no share of it is. The server ended.',
		);
		const elsewhere = [{ ...place, track: 'all' as const, ratePerSecond: 9 }];
		expect(() => resolveLoad(half, trial, elsewhere)).toThrow(
			'This run leaves go/net-http:single out.',
		);
	});
});
