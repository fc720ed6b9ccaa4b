import { expect, it } from 'vitest';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleTrial } from './samples.ts';
import { costOfUnit, unitCostsAsked } from './unit-cost.ts';

const unit = { name: 'units', with: { operation: 'n2000', units: 2000 }, without: 'n0' };

function catalogueWithUnits() {
	const catalogue = sampleCatalogue();
	const prime = catalogue.workloads.get('prime');
	if (!prime) throw new Error('The sample catalogue changed.');
	catalogue.workloads.set('prime', { ...prime, unit });
	return catalogue;
}

it('asks each subject once, on the fewest cores that are planned for it', () => {
	const trials = [
		sampleTrial({ track: 'all' }),
		sampleTrial({ track: '1', round: 2 }),
		sampleTrial({ variant: 'cluster', track: 'all' }),
	];
	const asked = unitCostsAsked({ profile: 'quick', trials }, catalogueWithUnits());
	expect(asked.map(({ subject, track }) => `${subject} ${track}`)).toEqual([
		'go/net-http:single 1',
		'go/net-http:cluster all',
	]);
});

it('asks nobody in a smoke run, nor for a workload without units', () => {
	const trials = [sampleTrial()];
	expect(unitCostsAsked({ profile: 'smoke', trials }, catalogueWithUnits())).toEqual([]);
	expect(unitCostsAsked({ profile: 'quick', trials }, sampleCatalogue())).toEqual([]);
});

it('is the difference of two requests, by the units that they differ in', () => {
	expect(costOfUnit(4_020_000, 20_000, 2000)).toBe(2000);
});
