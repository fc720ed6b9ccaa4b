import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeCellIndex } from '../../core/explorer/cell-index.ts';
import { sampleCell, sampleMachine, sampleRun } from '../../core/samples.ts';
import { indexedCell } from '../data/cell-index.ts';
import { publishedRuns } from './published-runs.ts';

const older = sampleRun({ id: '20260101-0000-prime-standard' });
const newer = sampleRun({ id: '20260102-0000-prime-quick', machine: sampleMachine() });
const line = (run: typeof older, variant: string, duplicate = false) => {
	const cell = sampleCell({ variant, duplicate, run: run.id });
	const path = `prime/go/net-http/${variant}/1/capacity-n20000${duplicate ? '-duplicate' : ''}`;
	return { ...indexedCell(run, cell), cell: path };
};
const index = makeCellIndex([
	line(older, 'single'),
	line(older, 'as-published'),
	line(newer, 'single'),
	line(newer, 'single', true),
	line(newer, 'as-published'),
]);
const runs = () => publishedRuns(index, '/fork/results/data/', new Set([older.id]));

afterEach(() => {
	vi.unstubAllGlobals();
});

/** Answers each address with the address itself, and notes it. */
function serve(status = 200): string[] {
	const asked: string[] = [];
	vi.stubGlobal('fetch', async (address: string) => {
		asked.push(address);
		return new Response(JSON.stringify({ address }), { status });
	});
	return asked;
}

describe('the runs that the site serves', () => {
	test('come from the index, the newest first, with what may be compared first marked', () => {
		expect(runs().map(({ id, isSound }) => [id, isSound])).toEqual([
			[newer.id, false],
			[older.id, true],
		]);
		expect([...(runs()[0]?.subjects.keys() ?? [])]).toEqual([
			'go/net-http:as-published',
			'go/net-http:single',
		]);
	});

	test('are read when they are chosen, no cell that is not needed, each file once', async () => {
		const asked = serve();
		const [run] = runs();
		await run?.load(['go/net-http:single']);
		const folder = `/fork/results/data/${newer.id}/`;
		expect(asked).toEqual([
			`${folder}run.json`,
			`${folder}prime/go/net-http/single/1/capacity-n20000.json`,
			`${folder}prime/go/net-http/single/1/capacity-n20000-duplicate.json`,
		]);
		const { cells } = (await run?.load()) ?? {};
		expect(cells).toHaveLength(3);
		expect(asked).toHaveLength(4);
	});

	test('that the server does not give are said to be missing, and asked for again', async () => {
		serve(404);
		const [, run] = runs();
		await expect(run?.load()).rejects.toThrow(/^The server answered 404 to .*\.$/);
		const asked = serve();
		await run?.load();
		expect(asked).toHaveLength(3);
	});
});
