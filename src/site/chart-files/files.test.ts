import { beforeAll, describe, expect, it } from 'vitest';
import { charts } from '../../charts/index.ts';
import { passedFinding } from '../../charts/passed-finding.ts';
import { sampleCells, sampleContext } from '../../charts/samples.ts';
import { sampleRun } from '../../core/samples.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import type { DrawnChart } from '../data/drawn-charts.ts';
import { bitmap } from './bitmap.ts';
import { csvOf, jsonOf } from './data-file.ts';
import { exactRows, usedColumns } from './exact-rows.ts';
import { withOutlines } from './outlines.ts';
import { standaloneOf } from './pictures.ts';
import { colours } from './tokens.ts';

function drawnOf(question: string, cells: readonly Cell[] = sampleCells()): DrawnChart {
	const chart = charts.get(question);
	if (chart === undefined) throw new Error('no chart');
	const context = sampleContext(chart, cells);
	const finding = passedFinding(chart, context);
	if (finding === undefined) throw new Error('no finding');
	const run = sampleRun({ id: '20260101-000000-prime-standard' });
	const chosen = {
		run,
		origin: 'committed' as const,
		published: { run, origin: 'committed' as const, folder: 'nowhere' },
		cells: [...cells],
		files: new Map(cells.map(({ id }) => [id, `${id}.json`])),
		reason: 'a sample',
	};
	return { question, chart, chosen, context, finding, rows: chart.rows(context) };
}

describe('the exact rows', () => {
	const { context, rows } = drawnOf('prime-latency-at-rate');
	const exact = exactRows(context, rows);

	it('are those that are drawn, with every digit, under their heading, and each with its cell', () => {
		const lines = rows.filter(({ language }) => language !== undefined);
		expect(exact.map(({ value }) => value)).toEqual(lines.map(({ value }) => value));
		expect(exact[0]).toMatchObject({
			cell: 'prime/node/http/single/1/rate-500',
			subject: 'node/http:single',
			group: '500 requests a second',
			load: 'rate-500',
			track: '1',
		});
	});

	it('say the unit of their figures', () => {
		expect(exact.map(({ unit }) => unit)).toEqual(exact.map(() => 'ms'));
		const cpu = drawnOf('prime-cpu-per-request');
		expect(exactRows(cpu.context, cpu.rows)[0]?.['unit']).toBe('ms');
	});

	it('have no column that is empty in all of them', () => {
		expect(usedColumns(exact)).toContain('tail');
		expect(usedColumns(exact)).not.toContain('at');
	});

	it('name the gates that a cell did not pass', () => {
		const gates = [
			{ gate: 'steal', pass: false },
			{ gate: 'errors', pass: true },
		];
		const failing = drawnOf(
			'prime-cpu-per-request',
			sampleCells().map((cell) => ({ ...cell, gates }) as Cell),
		);
		const [first] = exactRows(failing.context, failing.rows);
		expect(first?.['gatesNotPassed']).toBe('steal');
	});

	it('leave out what was not measured, in CSV too', () => {
		const without = sampleCells().map((cell) =>
			cell.status === 'measured' && cell.implementation === 'rust/axum'
				? { ...cell, summary: {} }
				: cell,
		);
		const drawn = drawnOf('prime-cpu-per-request', without);
		const lines = csvOf(drawn).trim().split('\r\n');
		const value = (lines[0] ?? '').split(',').indexOf('value');
		const rust = lines.filter((line) => line.includes(',Rust,'));
		expect(rust.map((line) => line.split(',')[value])).toEqual(['', '']);
	});
});

it('the JSON has the run, its cells’ files, the table as shown and the rows', () => {
	const drawn = drawnOf('prime-cpu-per-request');
	const json = jsonOf(drawn);
	expect(json.run.id).toBe('20260101-000000-prime-standard');
	expect(json.rows).toHaveLength(drawn.rows.length);
	expect(json.table.rows).toHaveLength(drawn.rows.length);
	expect(json.cells).toHaveLength(drawn.context.cells.length);
	expect(JSON.parse(JSON.stringify(json.rows))).toEqual(
		json.rows.map((row) =>
			Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
		),
	);
});

describe('the standalone picture', () => {
	let svg = '';
	beforeAll(async () => (svg = await standaloneOf(drawnOf('prime-cpu-per-request'))));

	it('says what it shows and whose it is', () => {
		const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join(' ');
		expect(words).toContain('CPU time of one request for the 20,000th prime');
		expect(words).toContain('/results/20260101-000000-prime-standard/');
		expect(words).toContain('No difference in CPU time per request detected');
	});

	it('brings every colour that it uses, light and dark', () => {
		const used = new Set([...svg.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
		for (const theme of ['light', 'dark'] as const) {
			const known = colours(theme);
			const missing = [...used].filter(
				(name) => name !== '--font-figures' && !known.has(name ?? ''),
			);
			expect(missing, theme).toEqual([]);
		}
		expect(colours('light').get('--paper')).not.toBe(colours('dark').get('--paper'));
	});

	it('is one document, without what the page alone needs', () => {
		expect(svg.match(/<svg/g)).toHaveLength(1);
		expect(svg).not.toMatch(/data-row|<title/);
	});

	it('becomes a bitmap twice its size, with words in it', async () => {
		const { default: sharp } = await import('sharp');
		const { width, height } = await sharp(await bitmap(svg)).metadata();
		const [, wide, high] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
		expect([width, height]).toEqual([Number(wide) * 2, Number(high) * 2]);
		// The title's line holds ink: letters, and not the boxes of a typeface that was not found.
		const line = { left: 48, top: 60, width: 400, height: 24 };
		const { channels } = await sharp(await bitmap(svg))
			.extract(line)
			.stats();
		expect(channels[0]?.stdev).toBeGreaterThan(15);
	});
});

describe('withOutlines', () => {
	const text = (attributes: string, content: string) =>
		withOutlines(`<text${attributes}>${content}</text>`, '#fff');

	it('draws each letter 0.6 em behind the one before it', () => {
		const starts = (svg: string) =>
			[...(/ d="([^"]*)"/.exec(svg)?.[1] ?? '').matchAll(/M([-\d.]+) /g)].map(([, x]) => Number(x));
		const [first = NaN] = starts(text(' font-size="13px"', 'l'));
		const all = starts(text(' font-size="13px"', 'lll'));
		expect(all.map((x) => x - first)).toEqual([0, 600, 1200]);
	});

	it('ends or centres words at their place, as the text did', () => {
		const shift = (anchor: string) =>
			Number(
				/translate\((-?[\d.]+),0\)/.exec(
					text(` font-size="10px" text-anchor="${anchor}"`, 'abcd'),
				)?.[1],
			);
		expect([shift('start'), shift('middle'), shift('end')]).toEqual([0, -12, -24]);
	});

	it('knows what Vega escapes, and the marks that charts use', () => {
		expect(text('', '&amp;')).toBe(text('', '&amp;'));
		expect(text('', '&lt;')).not.toBe(text('', '&gt;'));
		const box = / d="([^"]*)"/.exec(text('', '\u{10ffff}'))?.[1];
		for (const sign of ['×', 'µ', '−', '%', 'é', '’']) {
			expect(/ d="([^"]*)"/.exec(text('', sign))?.[1], sign).not.toBe(box);
		}
	});
});
