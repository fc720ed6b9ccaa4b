import { expect, it } from 'vitest';
import type { Inspection } from '../schemas/experiment.ts';
import { sampleCell, sampleFailedCell } from '../samples.ts';
import { columnsFor } from './figures.ts';

const ofLoads = [{ metric: 'latencyMsP50', title: 'p50, ms' }] as const;
const loadDefinition: Inspection = {
	kind: 'inspection',
	inspects: 'cold-start',
	seconds: 1,
	tracks: ['1'],
};

it('gives an inspection the columns that its cells have, and a load its own', () => {
	const summary = { startMsToReady: { median: 20, rounds: 6 } };
	const started = sampleCell({ loadDefinition, summary });
	const failed = sampleFailedCell({ loadDefinition });
	expect(columnsFor([failed, started], ofLoads).map(({ title }) => title)).toEqual([
		'To ready, ms',
	]);
	expect(columnsFor([sampleCell({ summary })], ofLoads)).toBe(ofLoads);
});
