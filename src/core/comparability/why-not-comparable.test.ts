import { describe, expect, it } from 'vitest';
import { sampleCell, sampleLoad } from '../samples.ts';
import { whyNotComparable } from './why-not-comparable.ts';

describe('whyNotComparable', () => {
	it('has nothing against two subjects under one load in one run', () => {
		expect(whyNotComparable(sampleCell(), sampleCell({ implementation: 'node/http' }))).toBe(
			undefined,
		);
	});

	it.each([
		[{ run: 'other' }, 'different runs'],
		[{ experiment: 'hello' }, 'different experiments'],
		[{ workload: 'hello' }, 'different work'],
		[{ load: 'rate-500' }, 'different loads (capacity-n20000 and rate-500)'],
		[{ track: 'all' as const }, 'different core tracks (1 and all)'],
		[{ cores: 3 }, 'different numbers of cores (1 and 3)'],
		[{ generatorShared: true }, 'for only one of them'],
	])('refuses %o', (changes, sentence) => {
		expect(whyNotComparable(sampleCell(), sampleCell(changes))).toContain(sentence);
	});

	it('lets loads differ for those who mean it, and nothing else', () => {
		const other = sampleCell({ load: 'rate-500' });
		expect(whyNotComparable(sampleCell(), other, true)).toBe(undefined);
		expect(whyNotComparable(sampleCell(), { ...other, cores: 3 }, true)).toContain(
			'cores (1 and 3)',
		);
	});

	it('refuses figures of different load generators', () => {
		const byWrk = sampleCell({ loadDefinition: { ...sampleLoad, generator: 'wrk' } });
		const sentence = 'pacer and wrk do not measure the same.';
		expect(whyNotComparable(sampleCell(), byWrk)).toContain(sentence);
		expect(whyNotComparable(byWrk, byWrk)).toBe(undefined);
	});
});
