import { expect, it } from 'vitest';
import { sampleMetric } from './samples.ts';
import { comparisonOf, placeOf, quantityOf } from './words.ts';

it('names a cell by its subject, its load and its cores', () => {
	expect(placeOf(sampleMetric('a', { load: 'mix' }))).toBe('go/a:single, mix, on one core');
	expect(placeOf(sampleMetric('a', { load: 'mix', track: 'all' }))).toBe(
		'go/a:single, mix, on all cores',
	);
});

it('names a load once where two cells share it', () => {
	const [a, b] = [sampleMetric('a', { load: 'mix' }), sampleMetric('b', { load: 'mix' })];
	expect(comparisonOf(a, b)).toBe(
		'requests a second of go/a:single over go/b:single, mix, on one core',
	);
	expect(comparisonOf(a, { ...b, load: 'read' })).toBe(
		'requests a second of go/a:single, mix, on one core, over go/b:single, read, on one core',
	);
});

it('calls a metric by its own name where it has no other', () => {
	expect(quantityOf('serverCpuMsPerRequest')).toBe('CPU time a request');
	expect(quantityOf('listenDrops' as 'linesOfCode')).toBe('listenDrops');
});
