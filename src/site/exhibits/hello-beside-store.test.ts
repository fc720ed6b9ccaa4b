import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { layouts } from '../../charts/layout.ts';
import { render } from '../../charts/render.ts';
import { scatteredCell } from '../../charts/samples.ts';
import { MIN_FONT_SIZE } from '../../charts/theme.ts';
import { sampleMachine, sampleRun } from '../../core/samples.ts';
import type { Run } from '../../core/schemas/run.ts';
import { useResultsFolder } from '../data/sample-results.ts';

const { folder } = useResultsFolder();

const hello = { 'node/fastify:single': 60, 'go/chi:single': 20, 'rust/hyper:multi-thread': 10 };
const store = { 'node/fastify:single': 150, 'go/chi:single': 75, 'rust/hyper:multi-thread': 50 };

it('sets the ratios of a constant answer beside those of a small API', async () => {
	publish('hello', 'capacity', { ...hello, 'node/express:single': 100 });
	publish('store', 'capacity-mix', store);
	const exhibit = await read();
	expect(exhibit?.finding).toMatch(
		/^The most CPU time beside Rust hyper: for a constant answer (5\.9\d|6\.0\d) times \(.*\) \(Node\.js Fastify\), for a small API (2\.9\d|3\.0\d) times \(.*\) \(Node\.js Fastify\)\.$/,
	);
	// Express serves no store, and hyper is what the others stand beside.
	expect(exhibit?.table.rows.map(([subject]) => subject)).toEqual([
		'Node.js Fastify, single',
		'Go chi, single',
	]);
});

it('shows nothing where two machines made the runs, or one of them is missing', async () => {
	publish('hello', 'capacity', hello);
	expect(await read()).toBeUndefined();
	publish('store', 'capacity-mix', store, { machine: sampleMachine({ cpuModel: 'Another CPU' }) });
	vi.resetModules();
	expect(await read()).toBeUndefined();
});

it('rests on nothing that failed a gate', async () => {
	publish('hello', 'capacity', hello, {}, [{ gate: 'answers', pass: false, reason: 'A 500.' }]);
	publish('store', 'capacity-mix', store);
	expect(await read()).toBeUndefined();
});

it.each(Object.values(layouts))('is drawn in the $width layout, readable', async (layout) => {
	publish('hello', 'capacity', hello);
	publish('store', 'capacity-mix', store);
	const exhibit = await read();
	if (exhibit === undefined) throw new Error('no exhibit');
	const words = { id: 'x', title: 't', description: 'd' };
	const { svg, width } = await render(exhibit.spec(layout), exhibit.rows, words);
	expect(width).toBe(layout.total);
	const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
	expect(Math.min(...sizes)).toBeGreaterThanOrEqual(MIN_FONT_SIZE);
	expect(svg).toMatch(/>\u00a0*(5\.9|6\.0)\d\u00a0*(2\.9|3\.0)\d</);
});

async function read() {
	const { helloBesideStore } = await import('./hello-beside-store.ts');
	return helloBesideStore();
}

function publish(
	experiment: string,
	load: string,
	cpuUs: Record<string, number>,
	changes: Partial<Run> = {},
	gates: { gate: string; pass: boolean; reason: string }[] = [],
): void {
	const id = `20260101-0000-${experiment}-standard`;
	write('run.json', sampleRun({ id, experiments: [experiment], ...changes }));
	for (const [subject, us] of Object.entries(cpuUs)) {
		const place = { experiment, workload: experiment, load, gates, run: id };
		const cell = scatteredCell(subject, { serverCpuMsPerRequest: us / 1000 }, place);
		write(`${subject.replace(/[/:]/g, '-')}.json`, { ...cell, id: `${experiment}/${subject}` });
	}
	function write(file: string, value: unknown) {
		const path = join(folder(), id, file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, JSON.stringify(value));
	}
}
