import { describe, expect, it } from 'vitest';
import { jobsOf, sampleOf, summarise } from '../../simulator/predict/predict-numbers.ts';
import { readValues, writeValues } from '../players/address.ts';
import { drawPredictions } from './draw.ts';
import { findingOf } from './finding.ts';
import { distance, howFar, nearestOf, type MeasuredPoint } from './nearest.ts';
import {
	numbersOf,
	OWNER,
	parameters,
	placeOf,
	PLACES,
	usualNumbers,
	valueAt,
} from './parameters.ts';

const example = numbersOf(usualNumbers);
const predicted = (numbers: typeof example) =>
	summarise(
		numbers,
		jobsOf(numbers)
			.filter(({ seed }) => seed === 1)
			.map((job) => sampleOf(numbers, job)),
	);

describe('the sliders', () => {
	it.each(parameters)('of $id reach both ends, rise, and find their place again', (parameter) => {
		const values = Array.from({ length: PLACES + 1 }, (_, place) => valueAt(parameter, place));
		expect([values[0], values.at(-1)]).toEqual([parameter.least, parameter.most]);
		expect(values).toEqual(values.toSorted((a, b) => a - b));
		for (const [place, value] of values.entries()) {
			// Two digits: a place may be its neighbour's as well.
			const found = valueAt(parameter, placeOf(parameter, value));
			expect([values[place - 1], value, values[place + 1]], `place ${place}`).toContain(found);
		}
	});
});

describe('the address', () => {
	it('brings back what was set, and is not believed beyond it', () => {
		const search = writeValues('?q=x', OWNER, parameters, { ...usualNumbers, rate: 1500 });
		expect(search).toBe('?q=x&numbers.rate=1500');
		expect(readValues(search, OWNER, parameters)).toEqual({ ...usualNumbers, rate: 1500 });
		const wild = readValues('?numbers.cores=1e9&numbers.slow=-3', OWNER, parameters);
		expect(wild).toEqual({ ...usualNumbers, cores: 16, slow: 0 });
	});
});

describe('what is said', () => {
	it('names the trade, and who cannot keep up', () => {
		expect(findingOf(predicted(example))).toMatch(
			/^One loop cannot keep up\. 99 of 100 quick requests are answered within .+ ms \(.+\) to .+; half of the slow ones within .+ No rule is best for both/,
		);
	});

	it('says which core is the busiest where a loop hands its long work over', () => {
		const manyQuick = { ...example, perSecond: 800, slowShare: 0.0001 };
		expect(drawPredictions(manyQuick, predicted(manyQuick), [])).toContain(
			'80 % of its loop’s core',
		);
	});

	it('says nothing of slow ones where there are none, and that nobody keeps up where nobody does', () => {
		expect(findingOf(predicted({ ...example, slowShare: 0 }))).not.toContain('slow');
		expect(findingOf(predicted({ ...example, perSecond: 20_000 }))).toContain('No rule keeps up');
	});

	it('draws every rule, times only of those that have a steady state', () => {
		const drawn = drawPredictions(example, predicted(example), []);
		expect(drawn.match(/<li>/g)).toHaveLength(7);
		expect(drawn.match(/class="strip"/g)).toHaveLength(6);
		expect(drawn).toContain('it would need 120 % of its core');
		expect(drawn.match(/>60 % of its 2 cores</g)).toHaveLength(6);
		expect(drawn).toContain('Nothing with this rule has been measured yet');
		expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
	});
});

describe('the nearest measured cell', () => {
	const point = (numbers: Partial<typeof example>, subject = 'Go <x>'): MeasuredPoint => ({
		rule: 'slices',
		subject,
		href: '/results/cell/?a=1&b=2',
		numbers: { ...example, ...numbers },
		measured: { p99: 12.3 },
		offBy: { p99: -0.2 },
	});

	it('is nearest by ratio, of the same rule', () => {
		const points = [
			point({ perSecond: 4000 }, 'far'),
			point({ perSecond: 800 }, 'near'),
			{ ...point({}, 'other'), rule: 'loop' as const },
		];
		expect(nearestOf(example, 'slices', points)?.subject).toBe('near');
		expect(nearestOf(example, 'pinned', points)).toBeUndefined();
		expect(distance(example, example)).toBe(0);
		const half = { ...example, perSecond: example.perSecond / 2 };
		const cheap = { ...example, cores: example.cores * 2 };
		expect(distance(example, half)).toBeCloseTo(distance(example, cheap), 9);
	});

	it('says in what it differs, and how far off the model was there', () => {
		const far = point({ perSecond: 800, cpuMs: 0.1, cores: 1, slowShare: 0 });
		expect(howFar(example, far)).toBe(
			'at 2 times your rate, 0.1 times your CPU time, 1 core, not 2, no slow requests',
		);
		expect(howFar(example, point({}))).toBe('at your numbers');
		expect(howFar({ ...example, waitMs: 20 }, point({}))).toBe('at no wait');
		const drawn = drawPredictions(example, predicted(example), [far]);
		expect(drawn).toContain('Go &lt;x&gt;</a>');
		expect(drawn).toContain('p99 12 ms (model −20 %)');
	});
});
