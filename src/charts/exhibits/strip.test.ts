import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { twinNoise, type TwinNoise } from '../../core/comparability/twin-noise.ts';
import { layouts } from '../layout.ts';
import { render } from '../render.ts';
import { MIN_FONT_SIZE } from '../theme.ts';
import { DOT, placeDots, stripOf, type StripRow } from './strip-rows.ts';
import { stripSpec } from './strip-spec.ts';

const schema = createRequire(import.meta.url)('vega-lite/vega-lite-schema.json') as object;
const ajv = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true });
const isVegaLite = ajv.compile(schema);

const rows: StripRow[] = [
	{ kind: 'heading', id: 'closed', name: 'As fast as it answers', text: 'detectable' },
	...stripOf(
		{ id: 'a', name: 'sample n1', detail: 'all cores', text: '3.2 %' },
		noise([0.9, 1, 1, 1.05]),
	),
	...stripOf({ id: 'b', name: 'sample n2', detail: '', text: '48 %' }, noise([0.6, 1.4, 1, 0.97])),
];

describe.each(Object.values(layouts))('a strip of twins, $width', (layout) => {
	const draw = () =>
		render(stripSpec(layout, rows), rows, { id: 's', title: 't', description: 'd' });

	it('is a valid Vega-Lite spec', () => {
		const spec = { ...stripSpec(layout, rows), datasets: { rows } };
		expect(isVegaLite(spec), JSON.stringify(isVegaLite.errors?.slice(0, 3))).toBe(true);
	});

	it('has the width of its layout, no small text and colours of the page alone', async () => {
		const { svg, width } = await draw();
		expect(width).toBe(layout.total);
		const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(MIN_FONT_SIZE);
		const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, paint]) => paint ?? '');
		expect(paints.filter((paint) => !/^(var\(--|none$|transparent$)/.test(paint))).toEqual([]);
	});

	it('draws every round as a dot, and says which value is no difference', async () => {
		const { svg } = await draw();
		// Of the shapes, the circles alone are arcs.
		expect(svg.match(/<path [^>]*d="M[^"]*A/g)).toHaveLength(8);
		expect(svg).toContain('>equal<');
	});
});

describe('placeDots', () => {
	const dots = placeDots(rows, layouts.wide, 2);

	it('moves apart what would cover each other, within a line', () => {
		const equal = dots.filter(({ id, ratio }) => id === 'a' && ratio === 1);
		expect(new Set(equal.map(({ dy }) => dy)).size).toBe(2);
		expect(Math.abs((equal[0]?.dy ?? NaN) - (equal[1]?.dy ?? NaN))).toBeGreaterThanOrEqual(DOT);
	});

	it('draws five of a crowd, so that a picture of thousands of rounds stays small', () => {
		const crowd = Array.from({ length: 40 }, (_, index) => 1 + index / 1e5);
		const drawn = placeDots(crowd.map(dotOf), layouts.narrow, 2);
		expect(drawn.map(({ dy }) => dy).toSorted((a, b) => a - b)).toEqual([-10, -5, 0, 5, 10]);
	});

	it('leaves alone in the middle what has room', () => {
		expect(dots.find(({ ratio }) => ratio === 0.6)?.dy).toBe(0);
	});
});

function dotOf(ratio: number): StripRow {
	return { kind: 'dot', id: 'a', ratio };
}

function noise(ratios: readonly number[]): TwinNoise {
	const found = twinNoise(ratios.map(Math.log), 8);
	if (found === undefined) throw new Error('These rounds have a spread.');
	return found;
}
