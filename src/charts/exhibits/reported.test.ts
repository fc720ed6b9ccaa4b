import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Load } from '../../core/schemas/experiment.ts';
import type { Capabilities } from '../../core/schemas/generator.ts';
import { layouts } from '../layout.ts';
import { render } from '../render.ts';
import { MIN_FONT_SIZE } from '../theme.ts';
import { ratioSpec, type RatioLine } from './ratio-spec.ts';
import { correctionWords, modeWords, reportedRows } from './reported-rows.ts';
import { reportedSpec } from './reported-spec.ts';

const schema = createRequire(import.meta.url)('vega-lite/vega-lite-schema.json') as object;
const ajv = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true });
const isVegaLite = ajv.compile(schema);

const base = { operation: 'hello', connections: 8, seconds: 10, tracks: ['1' as const] };
const closed: Load = { kind: 'closed', ...base };
const capped: Load = { ...closed, ratePerSecondMax: 1500 };
const open: Load = { kind: 'open', arrivals: 'uniform', ratePerSecond: 1500, ...base };

const can = (correction?: Capabilities['correction']): Capabilities => ({
	...{ openLoop: [], rateCeiling: true, intendedStart: false, mixedOperations: false },
	...{ templates: false, histogram: 'none', latencyResolutionUs: 1, errorsInLatency: false },
	knows: [],
	...(correction && { correction }),
});
const always = can({ default: 'on', canSwitch: false, does: 'guesses' });
const switched = can({ default: 'off', canSwitch: true, does: 'counts' });

const reported = [
	{
		id: 'a',
		tool: 'tool-a',
		load: closed,
		capabilities: always,
		p50Ms: 0,
		p99Ms: 890,
		maxMs: 1000,
		failedGates: [],
	},
	{
		id: 'b',
		tool: 'tool-b',
		load: open,
		capabilities: can(),
		p50Ms: 0.2,
		p99Ms: 1.2,
		maxMs: 1000,
		failedGates: [],
	},
	{
		id: 'c',
		tool: 'tool-c',
		load: closed,
		capabilities: can(),
		p50Ms: 1,
		p99Ms: 2,
		maxMs: 3,
		failedGates: ['head-room'],
	},
];
const missing = { id: 'd', tool: 'tool-d', load: open, capabilities: can(), why: 'left out' };
const rows = reportedRows([...reported, missing], 'p99', (ms) => `${ms} ms`);
const ratios: RatioLine[] = [
	{
		...{ kind: 'line', id: 'w', name: 'beside w', detail: '16', text: '1.05' },
		...near(1.05),
		aim: 1.1,
	},
	{ ...{ kind: 'line', id: 'x', name: 'beside x', detail: '16', text: '0.37' }, ...near(0.37) },
];

const pictures = Object.values(layouts).flatMap((layout) => [
	{
		name: `reported, ${layout.width}`,
		layout,
		rows: rows,
		spec: reportedSpec(layout, rows, { statistic: 'p99', ms: 900 }),
		shows: ['true p99', '1.2 ms', 'tool-b', 'left out'],
	},
	{
		name: `ratios, ${layout.width}`,
		layout,
		rows: ratios,
		spec: ratioSpec(layout, ratios),
		shows: ['alike', '0.37', 'beside w'],
	},
]);

describe.each(pictures)('$name', ({ layout, rows: data, spec, shows }) => {
	it('is a valid Vega-Lite spec', () => {
		const complete = { ...spec, datasets: { rows: data } };
		expect(isVegaLite(complete), JSON.stringify(isVegaLite.errors?.slice(0, 3))).toBe(true);
	});

	it('has the width of its layout, no small text, and colours of the page alone', async () => {
		const { svg, width } = await render(spec, data, { id: 's', title: 't', description: 'd' });
		expect(width).toBe(layout.total);
		const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(MIN_FONT_SIZE);
		const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, paint]) => paint ?? '');
		expect(paints.filter((paint) => !/^(var\(--|none$|transparent$)/.test(paint))).toEqual([]);
		for (const words of shows) expect(svg).toContain(`>${words}<`);
	});
});

it('draws ratios without any aim', async () => {
	const bare = ratios.slice(1);
	const words = { id: 's', title: 't', description: 'd' };
	const { svg } = await render(ratioSpec(layouts.wide, bare), bare, words);
	expect(svg).toContain('>0.37<');
});

describe('reportedRows', () => {
	it('heads each way to ask once, with the tools below it', () => {
		expect(rows.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
			'heading After the answer',
			'line a',
			'line c',
			'heading 1,500/s, answered or not',
			'line b',
			'line d',
		]);
	});

	it('marks what did not pass a gate, beside its name, and keeps its figures', () => {
		expect(rows.find(({ id }) => id === 'c')).toMatchObject({ detail: '×', p99: 2 });
		expect(rows.find(({ id }) => id === 'a')).toMatchObject({ detail: 'corrected' });
	});

	it('keeps a reported 0 in its figures', () => {
		expect(rows.find(({ id }) => id === 'a')).toMatchObject({ p50: 0, text: '890 ms' });
	});
});

it.each([
	[closed, 'After the answer'],
	[capped, 'After the answer, 1,500/s at most'],
	[open, '1,500/s, answered or not'],
])('modeWords: %j', (load, words) => {
	expect(modeWords(load)).toBe(words);
});

it.each([
	['corrects nothing', closed, can(), ''],
	['always corrects', closed, always, 'corrected'],
	['needs a rate to correct by', closed, switched, ''],
	['corrects only if asked', open, switched, 'uncorrected'],
	['was asked to', { ...open, correction: 'on' as const }, switched, 'corrected'],
	[
		'has a ceiling, and was asked to',
		{ ...capped, correction: 'on' as const },
		switched,
		'corrected',
	],
	['says nothing', open, undefined, ''],
])('correctionWords of a tool that %s', (_, load, capabilities, words) => {
	expect(correctionWords({ load, capabilities })).toBe(words);
});

function near(ratio: number) {
	return { ratio, low: ratio * 0.97, high: ratio * 1.03 };
}
