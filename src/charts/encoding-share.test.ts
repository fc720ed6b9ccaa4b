import { describe, expect, it } from 'vitest';
import { sampleLoad } from '../core/samples.ts';
import type { MeasuredCell } from '../core/schemas/cell.ts';
import type { InternalsSummary } from '../core/schemas/internals-summary.ts';
import { encodingShare } from './encoding-share.ts';
import { layouts } from './layout.ts';
import { render } from './render.ts';
import { sampleContext, scatteredCell } from './samples.ts';

/** CPU milliseconds with JSON read and written, and with the body sent back unread. */
type Pair = [changed: number, echoed: number];

function cells(of: Record<string, Record<number, Pair>>, rounds = 6): MeasuredCell[] {
	return Object.entries(of).flatMap(([subject, sizes]) =>
		Object.entries(sizes).flatMap(([records, pair]) =>
			(['changed', 'echoed'] as const).map((kind, index) => {
				const operation = `${kind}-${records}`;
				const cpu = { serverCpuMsPerRequest: pair[index] ?? 0 };
				const closed = { kind: 'closed', operation, connections: 16, seconds: 1 } as const;
				const place = {
					id: `encoding-share/${subject}/${operation}`,
					experiment: 'encoding-share',
					workload: 'json',
					load: operation,
					loadDefinition: { ...closed, tracks: ['1' as const] },
				};
				return scatteredCell(subject, cpu, place, rounds);
			}),
		),
	);
}

/** An instrumented window of Fastify, of whose samples this share was in functions of JSON. */
function profiledAt(load: string, json: number): InternalsSummary {
	const [cell] = cells({ 'node/fastify:single': { 45: [50, 20] } });
	const counts = cell?.windows[0]?.counts;
	if (cell === undefined || counts === undefined) throw new Error('no cell');
	const shares = { json, memory: 0.1, http: 0.2, kernel: 0.2, other: 0.5 - json };
	return {
		id: `${cell.id}/internals`,
		run: cell.run,
		experiment: 'encoding-share',
		implementation: 'node/fastify',
		variant: 'single',
		track: '1',
		load,
		loadDefinition: sampleLoad,
		seconds: 1,
		counts,
		processes: 1,
		lines: 10,
		metrics: {},
		series: [],
		profile: { samples: 1000, shares, top: [] },
	};
}

const node = { 2: [10, 9], 9: [20, 15], 45: [50, 20], 900: [500, 100] } satisfies Record<
	number,
	Pair
>;
const go = { 900: [400, 120] } satisfies Record<number, Pair>;

describe('the share of JSON', () => {
	it('is what goes away where the body is not read, over its size', () => {
		const context = sampleContext(encodingShare, cells({ 'node/fastify:single': node }));
		expect(encodingShare.rows(context).map(({ text }) => text)).toEqual([
			'10 %',
			'25 %',
			'60 %',
			'80 %',
		]);
		expect(encodingShare.finding(context)).toBe(
			'JSON took 10 % (with 0.23 KB) and 80 % (with 100 KB) of the CPU time of Node.js single, passing the article’s 40 % between 0.99 and 5 KB.',
		);
	});

	it('names the others at the largest body', () => {
		const of = { 'node/fastify:single': node, 'go/net-http:single': go };
		const context = sampleContext(encodingShare, cells(of));
		expect(encodingShare.finding(context)).toMatch(/; with 100 KB, 70 % in Go json v1\.$/);
		const without = sampleContext(encodingShare, cells({ 'go/net-http:single': go }));
		expect(encodingShare.finding(without)).toBe('JSON took, with 100 KB, 70 % in Go json v1.');
	});

	it.each([
		[{ 2: [10, 9], 9: [10, 8] }, 'never more than'],
		[{ 2: [10, 5], 9: [10, 4] }, 'always more than'],
	] as [Record<number, Pair>, string][])('says where it never crosses: %j', (sizes, words) => {
		const context = sampleContext(encodingShare, cells({ 'node/fastify:single': sizes }));
		expect(encodingShare.finding(context)).toContain(`${words} the article’s 40 %`);
	});

	it('is trusted no more than either of its two sides', () => {
		const gates = [{ gate: 'foreign-cpu', pass: false, reason: 'Somebody was at work.' }];
		const measured = cells({ 'node/fastify:single': node }).map((cell) =>
			cell.load === 'echoed-45' ? { ...cell, gates } : cell,
		);
		const rows = encodingShare.rows(sampleContext(encodingShare, measured));
		expect(rows.map(({ failedGate }) => failedGate)).toEqual([false, false, true, false]);
		const table = encodingShare.table(sampleContext(encodingShare, measured));
		expect(table.rows.map((row) => row.at(-1))).toContain('not passed: foreign-cpu');
	});

	it('draws the article’s figure, named where no line passes', async () => {
		const rows = encodingShare.rows(
			sampleContext(encodingShare, cells({ 'node/fastify:single': node })),
		);
		const words = { id: 'c', title: 't', description: 'd' };
		const { svg } = await render(encodingShare.spec(layouts.wide, rows), rows, words);
		expect(svg).toMatch(/text-anchor="end"[^>]*>the article: 40 %</);
	});

	it.each([
		[10, ['100', '80', '0']],
		[11, ['100', '80', '-20']],
		[25, ['100', '50', '-150']],
	])('keeps every point within the axis, with %i µs unread of 10', async (unread, ticks) => {
		const sizes: Record<number, Pair> = { 2: [10, unread], 900: [500, 100] };
		const context = sampleContext(encodingShare, cells({ 'node/fastify:single': sizes }, 1));
		const rows = encodingShare.rows(context);
		const words = { id: 'c', title: 't', description: 'd' };
		const { svg } = await render(encodingShare.spec(layouts.wide, rows), rows, words);
		for (const tick of ticks) expect(svg.replaceAll('−', '-')).toContain(`>${tick}<`);
	});

	it('shows what a profiler says beside it, and says nothing where there was none', async () => {
		const plain = sampleContext(encodingShare, cells({ 'node/fastify:single': node }));
		const context = { ...plain, internals: [profiledAt('changed-45', 0.45)] };
		const rows = encodingShare.rows(context);
		expect(rows.map((row) => 'profile' in row && row.profile)).toEqual([false, false, 45, false]);
		expect(encodingShare.finding(context)).toMatch(/ By profile 45 % \(with 5 KB\)\.$/);
		const words = { id: 'c', title: 't', description: 'd' };
		for (const layout of Object.values(layouts)) {
			const { svg } = await render(encodingShare.spec(layout, rows), rows, words);
			expect(svg).toContain('by profile');
			const { svg: without } = await render(
				encodingShare.spec(layout, encodingShare.rows(plain)),
				encodingShare.rows(plain),
				words,
			);
			expect(without).not.toContain('by profile');
		}
		expect(encodingShare.table(context).rows.map((row) => row[4])).toEqual([
			'not profiled',
			'not profiled',
			'45.0',
			'not profiled',
		]);
	});

	it('is not measured where one side is missing', () => {
		const measured = cells({ 'node/fastify:single': { 45: [50, 20] } });
		const [changed] = measured;
		const context = sampleContext(encodingShare, changed ? [changed] : []);
		expect(encodingShare.rows(context).map(({ value }) => value)).toEqual([undefined]);
		expect(encodingShare.finding(context)).toBeUndefined();
	});
});
