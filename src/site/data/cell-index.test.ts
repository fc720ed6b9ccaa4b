import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell, sampleMachine, sampleRun } from '../../core/samples.ts';
import { indexedCell } from './cell-index.ts';

const summary = {
	throughputPerSecond: { median: 500, rounds: 6 },
	latencyMsP50: { median: 2, rounds: 6 },
	serverCpuMsPerRequest: { median: 1.5, rounds: 6 },
};

describe('indexedCell', () => {
	it('states capacity of a dedicated machine, and leaves that of a shared one to its run’s page', () => {
		const cell = sampleCell({ summary });
		expect(indexedCell(sampleRun(), cell).figures).toEqual({
			throughputPerSecond: 500,
			latencyMsP50: 2,
			serverCpuMsPerRequest: 1.5,
		});
		const shared = sampleRun({ machine: sampleMachine({ class: 'dev' }) });
		expect(indexedCell(shared, cell).figures).toEqual({ serverCpuMsPerRequest: 1.5 });
	});

	it('tells a twin from its original, and what failed from what did not pass', () => {
		const gates = [{ gate: 'steal', pass: false }];
		const facets = (cell: Parameters<typeof indexedCell>[1]) =>
			indexedCell(sampleRun(), cell).facets;
		expect(facets(sampleCell({ duplicate: true, gates }))).toMatchObject({
			variant: 'single, A/A twin',
			gates: 'not passed',
			language: 'go',
		});
		expect(facets(sampleFailedCell()).gates).toBe('failed');
		expect(indexedCell(sampleRun(), sampleFailedCell()).figures).toEqual({});
	});
});
