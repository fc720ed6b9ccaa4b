import { describe, expect, it } from 'vitest';
import { cellsOfExperiment } from '../../charts/experiment-samples.ts';
import { sampleRun } from '../../core/samples.ts';
import { useResultsFolder } from './sample-results.ts';

const { publish } = useResultsFolder();
const run = sampleRun({ experiments: ['encoding-share'] });
const query = {
	experiment: 'encoding-share',
	subject: 'go/net-http:single',
	track: '1',
	whole: 'changed-45',
	without: 'echoed-45',
	metric: 'serverCpuMsPerRequest',
} as const;

describe('share', () => {
	it('is absent, with the reason, before the first run', async () => {
		const { share } = await import('./shares.ts');
		expect(share(query)).toEqual({
			status: 'not measured yet',
			reason: 'Experiment encoding-share has no run yet.',
		});
	});

	it('is one less the ratio of the rounds that both loads share, with its range', async () => {
		publish(run, {}, cellsOf({ whole: 4, without: 1 }));
		const { share } = await import('./shares.ts');
		const found = share(query);
		expect(found).toMatchObject({ status: 'measured', rounds: 6, failedGates: '' });
		expect(found.status === 'measured' && found.value).toBeCloseTo(0.75, 9);
		expect(found).toMatchObject({ words: '75 % (75 to 75 %)' });
	});

	it('names the gates that either load did not pass', async () => {
		publish(run, { gates: [{ gate: 'rounds', pass: false }] }, cellsOf({ whole: 4, without: 1 }));
		const { share } = await import('./shares.ts');
		expect(share(query)).toMatchObject({ status: 'measured', failedGates: 'rounds' });
	});
});

/** Rounds that take so many milliseconds each, with the part and without it. */
function cellsOf({ whole, without }: { whole: number; without: number }) {
	return cellsOfExperiment('encoding-share').map((cell) => {
		if (cell.status === 'failed') return cell;
		const serverCpuMsPerRequest = cell.load.startsWith('changed-') ? whole : without;
		const windows = cell.windows.map((one) => ({
			...one,
			metrics: { ...one.metrics, serverCpuMsPerRequest },
		}));
		return { ...cell, windows };
	});
}
