import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { cellsOfExperiment } from '../../charts/experiment-samples.ts';
import type { StripRow } from '../../charts/exhibits/strip-rows.ts';
import { sampleCells } from '../../charts/samples.ts';
import { sampleLoad, sampleRun } from '../../core/samples.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import { useResultsFolder } from '../data/sample-results.ts';

const { folder } = useResultsFolder();

it('show nothing before the first run', async () => {
	const { exhibits } = await import('./index.ts');
	expect(exhibits.get('twin-cpu')?.()).toBeUndefined();
	expect(exhibits.get('twin-metrics')?.()).toBeUndefined();
	const { roundsNeeded } = await import('../rounds-needed.ts');
	expect(roundsNeeded([{ metric: 'serverCpuMsPerRequest', kind: 'closed' }])).toEqual([]);
});

it('pool the rounds of all runs of the machine, a line a load', async () => {
	publish('20260101-0000-prime-standard');
	publish('20260102-0000-prime-standard');
	const { twinCpu } = await import('./twin-cpu.ts');
	const exhibit = twinCpu();
	expect(exhibit?.table.rows.map((row) => row.slice(0, 3))).toEqual([['prime n20000', '2', '12']]);
	expect(exhibit?.finding).toMatch(
		/^In a single round two copies of one server differed by up to 1(\.\d)?\u00a0%; over 6 rounds the smallest difference to be found is \S+\u00a0%, depending on the load\.$/,
	);
});

it('say what a run of the usual length finds, however many rounds the newest had', async () => {
	for (const [day, rounds] of [6, 8, 24].entries()) {
		publish(`2026010${day + 1}-0000-prime-standard`, undefined, { rounds });
	}
	const { twinCpu } = await import('./twin-cpu.ts');
	expect(twinCpu()?.finding).toContain('over 8 rounds');
});

it('draw ten loads of a kind, from the steadiest to the least steady, and tell of all', async () => {
	publish('20260101-0000-json-standard', undefined, {}, ['encoding-share', 'crud', 'aggregate']);
	const { twinCpu } = await import('./twin-cpu.ts');
	const exhibit = twinCpu();
	const rows = (exhibit?.rows ?? []) as readonly StripRow[];
	const openLoads = rows.findIndex(({ kind, id }) => kind === 'heading' && id === 'open');
	const lines = rows
		.slice(0, openLoads)
		.flatMap((row) => (row.kind === 'line' ? [Number.parseFloat(row.text)] : []));
	expect(lines).toHaveLength(10);
	expect(lines).toEqual(lines.toSorted((a, b) => a - b));
	expect(exhibit?.table.rows.length).toBeGreaterThan(20);
});

it('leave out what another load generator measured: its noise is its own', async () => {
	publish('20260101-0000-prime-standard', (cell) => {
		if (cell.status === 'failed') return cell;
		return { ...cell, loadDefinition: { ...sampleLoad, generator: 'wrk' as const } };
	});
	const { twinCpu } = await import('./twin-cpu.ts');
	expect(twinCpu()).toBeUndefined();
});

it('name the steadiest figure and the least steady', async () => {
	publish('20260101-0000-prime-standard', (cell) => {
		if (cell.status === 'failed') return cell;
		const windows = cell.windows.map((window, index) => {
			const throughputPerSecond = 100 + (cell.duplicate ? 20 * index : 0);
			return { ...window, metrics: { ...window.metrics, throughputPerSecond } };
		});
		return { ...cell, windows };
	});
	const { twinMetrics } = await import('./twin-metrics.ts');
	expect(twinMetrics()?.finding).toMatch(
		/^Steadiest is CPU time in a closed loop, where .*; least steady throughput in a closed loop, where /,
	);
});

function publish(
	id: string,
	change: (cell: Cell) => Cell = (cell) => cell,
	more: Partial<Run> = {},
	experiments: readonly string[] = [],
): void {
	const write = (file: string, value: unknown) => {
		mkdirSync(dirname(join(folder(), id, file)), { recursive: true });
		writeFileSync(join(folder(), id, file), JSON.stringify(value));
	};
	write('run.json', sampleRun({ id, startedAt: `${id.slice(0, 4)}-01-01T00:00:00Z`, ...more }));
	const cells = experiments.length > 0 ? experiments.flatMap(cellsOfExperiment) : sampleCells();
	for (const cell of cells) write(`${cell.id}.json`, change({ ...cell, run: id }));
}
