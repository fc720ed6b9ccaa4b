import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../core/samples.ts';
import { useResultsFolder } from './sample-results.ts';

const { publish } = useResultsFolder();
const run = sampleRun();
const cpu = {
	experiment: 'prime',
	track: '1',
	load: 'capacity-n20000',
	metric: 'serverCpuMsPerRequest',
} as const;

describe('ratio', () => {
	it('compares round by round, and says when there is no difference', async () => {
		publish(run);
		const { ratio } = await import('./ratios.ts');
		const as = ratio({ ...cpu, a: 'go/net-http:as-published', b: 'go/net-http:single' });
		expect(as).toMatchObject({ status: 'measured', rounds: 6, failedGates: '' });
		expect(as.status === 'measured' && as.words).toMatch(/^1\.50 times \(1\.4\d to 1\.5\d\)$/);
		const same = ratio({ ...cpu, a: 'node/http:single', b: 'rust/axum:inline' });
		expect(same.status === 'measured' && same.words).toContain('no difference detected');
	});

	it('names the gates that a cell of either did not pass', async () => {
		publish(run, { gates: [{ gate: 'steady-state', pass: false }] });
		const { ratio } = await import('./ratios.ts');
		const found = ratio({ ...cpu, a: 'node/http:single', b: 'rust/axum:inline' });
		expect(found).toMatchObject({ failedGates: 'steady-state' });
	});

	it('is absent before the first run', async () => {
		const { ratio } = await import('./ratios.ts');
		const found = ratio({ ...cpu, a: 'node/http:single', b: 'rust/axum:inline' });
		expect(found.status).toBe('not measured yet');
	});
});
