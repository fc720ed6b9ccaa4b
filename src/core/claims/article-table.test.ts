import { describe, expect, it } from 'vitest';
import type { ClaimTable } from '../schemas/claim.ts';
import { articleRows } from './article-table.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';

const side = (name: string, throughputPerSecond: number, serverRssBytesMax: number) => {
	const { metric: _, ...ours } = sampleMetric(name);
	return { theirs: { throughputPerSecond, serverRssBytesMax }, ours };
};
const table: ClaimTable = {
	caption: 'CRUD',
	experiment: 'crud',
	sides: ['Go', 'Node.js'],
	metrics: ['throughputPerSecond', 'serverRssBytesMax'],
	rows: [{ label: '100 users', sides: [side('a', 1200, 45e6), side('b', 800, 120e6)] }],
};
const busy = [
	sampleRounds('a', [200, 202, 198, 201, 199, 200]),
	sampleRounds('b', [100, 101, 99, 100, 100, 100]),
];

describe('articleRows', () => {
	it('puts ours beside each figure, and a ratio after each pair', () => {
		const rows = articleRows(table, sampleContext(busy));
		expect(rows.map(({ label, isRatio }) => [label, isRatio])).toEqual([
			['Go, 100 users', false],
			['Node.js, 100 users', false],
			['Go / Node.js, 100 users', true],
		]);
		expect(rows.map(({ cells }) => cells[0])).toEqual([
			{ theirs: '1,200', ours: '200' },
			{ theirs: '800', ours: '100' },
			{ theirs: '1.50 times', ours: expect.stringMatching(/^2\.00 times \(/) as string },
		]);
	});

	it('gives memory in megabytes and CPU time in milliseconds', () => {
		const cpu = { ...table, metrics: ['serverRssBytesMax', 'serverCpuMsPerRequest'] } as ClaimTable;
		const cells = [sampleRounds('a', [0.05, 0.05, 0.05], 'serverCpuMsPerRequest')];
		const [row] = articleRows(cpu, sampleContext(cells));
		expect(row?.cells).toEqual([{ theirs: '45', missing: 'not-yet-measured' }, { ours: '0.05' }]);
	});

	it('says why ours is missing where this machine does not state it', () => {
		const [row] = articleRows(table, sampleContext(busy, 'dev'));
		expect(row?.cells[0]).toEqual({
			theirs: '1,200',
			missing: 'not-measurable-here',
		});
		expect(row?.cells[1]?.missing).toBe('not-yet-measured');
	});

	it('shows the article alone before there is a run', () => {
		for (const { cells } of articleRows(table, noRun)) {
			for (const { theirs, ours, missing } of cells) {
				expect([typeof theirs, ours, missing]).toEqual(['string', undefined, 'not-yet-measured']);
			}
		}
	});
});
