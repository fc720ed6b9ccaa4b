import type { TopLevelSpec } from 'vega-lite';
import { unitOf } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { gateWords, largest, rowOf, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from './chart.ts';
import type { Layout } from './layout.ts';
import { type Layers, rowChart, rowPosition } from './row-layers.ts';
import { POINTS } from './row-marks.ts';
import { ink } from './theme.ts';
import { threeDigits } from './words.ts';

/** A stretch of a bar: the programs that it stands for, which may be several. */
type Stretch = { name: string; opacity: number; includes: (program: string) => boolean };

/** In the order in which a request meets them, the lighter the later. */
const GATEWAY: readonly Stretch[] = [
	['front', 0.85] as const,
	['auth', 0.55] as const,
	['cache', 0.35] as const,
	['compute', 0.18] as const,
].map(([name, opacity]) => ({ name, opacity, includes: (program) => program === name }));

/** A line of the chart with where each program's stretch begins and ends. */
type ProgramRow = ChartRow & { [place in `${string}${'From' | 'To'}`]?: number };

const metric = 'serverCpuMsPerRequest';

type ProgramQuestion = Pick<
	Chart,
	'question' | 'experiment' | 'title' | 'tells' | 'howToRead' | 'finding'
> & {
	load: string;
	/** Absent: those of a gateway. */
	programs?: readonly Stretch[];
};

/** CPU time of one request by the program that spent it: a bar a system, a stretch a program. */
export function programChart({ load, programs = GATEWAY, ...question }: ProgramQuestion): Chart {
	return {
		metric,
		howToRead:
			'A bar is the CPU time of one request in all programs of the system together, medians over rounds. Its stretches, from dark to light: the front, authentication, cache and computation, as far as the system has them.',
		...question,
		draws: (cell) => cell.load === load && cell.track === '1',
		rows: (context) => rows(context, programs),
		spec: (layout, all) => spec(layout, all, programs),
		table: (context) => table(context, programs),
	};
}

/** The median CPU time of each stretch in ms, in its order; undefined where the cell has none. */
export function programsOf(
	cell: Cell,
	stretches: readonly Stretch[] = GATEWAY,
): [name: string, cpuMs: number][] | undefined {
	if (cell.status !== 'measured') return undefined;
	// A server by itself is one program, which belongs wherever the programs behind a front do.
	const whole = cell.summary[metric];
	const measured = cell.programCpuMsPerRequest ?? (whole && { whole });
	const found = stretches.flatMap(({ name, includes }): [string, number][] => {
		const own = Object.entries(measured ?? {}).filter(([program]) => includes(program));
		if (own.length === 0) return [];
		return [[name, own.reduce((sum, [, { median }]) => sum + median, 0)]];
	});
	return found.length === 0 ? undefined : found;
}

function rows(context: ChartContext, of: readonly Stretch[]): ProgramRow[] {
	const { unit, perStored } = unitOf(metric, largest(context.cells, metric));
	const [short = unit] = unit.split(' ');
	return context.cells.flatMap((cell): ProgramRow[] => {
		const row = rowOf(cell, context);
		const programs = programsOf(cell, of);
		if (row === undefined || programs === undefined) return row ? [row] : [];
		let sum = 0;
		const stretches = programs.flatMap(([name, cpuMs]) => {
			const from = sum;
			sum += cpuMs * perStored;
			return [
				[`${name}From`, from],
				[`${name}To`, sum],
			] as const;
		});
		const text = `${threeDigits(sum)} ${short}`;
		return [{ ...row, ...Object.fromEntries(stretches), value: sum, text, unit: short }];
	});
}

function spec(layout: Layout, all: readonly ChartRow[], of: readonly Stretch[]): TopLevelSpec {
	const unit = all.find((row) => row.unit !== undefined)?.unit ?? '';
	const y = rowPosition(all);
	const axis = {
		title: `${unit} of CPU per request`.trim(),
		titleAnchor: 'start',
		tickCount: 4,
	} as const;
	const x = { type: 'quantitative', scale: { zero: true, nice: true }, axis } as const;
	const stretches: Layers = of
		.filter(({ name }) => all.some((row) => `${name}To` in row))
		.map(({ name, opacity }) => ({
			transform: [{ filter: `isValid(datum.${name}To)` }],
			mark: {
				type: 'bar',
				height: 14,
				yOffset: layout.markDy,
				color: ink.strong,
				opacity,
			},
			encoding: { y, x: { ...x, field: `${name}From` }, x2: { field: `${name}To` } },
		}));
	const ends: Layers[number] = {
		name: POINTS,
		mark: {
			type: 'tick',
			thickness: 2,
			size: 20,
			yOffset: layout.markDy,
			opacity: 1,
			color: ink.strong,
		},
		encoding: { y, x: { ...x, field: 'value' } },
	};
	return rowChart(layout, all, [...stretches, ends]);
}

function table(context: ChartContext, of: readonly Stretch[]): ChartTable {
	return {
		columns: ['Subject', 'Together, µs', ...of.map(({ name }) => headingOf(name)), 'Gates'],
		ids: context.cells.map(({ id }) => id),
		rows: context.cells.map((cell) => {
			const subject = context.labelOf(subjectOf(cell)).full + (cell.duplicate ? ', again' : '');
			const programs = new Map(programsOf(cell, of));
			const together = programs.values().reduce((sum, cpuMs) => sum + cpuMs, 0);
			const words = (cpuMs: number | undefined) =>
				cpuMs === undefined ? 'none' : threeDigits(cpuMs * 1000);
			const first = programs.size === 0 ? whyNoFigure(cell) : words(together);
			return [subject, first, ...of.map(({ name }) => words(programs.get(name))), gateWords(cell)];
		}),
	};
}

/** The one program here that is not written with a capital is nginx. */
function headingOf(name: string): string {
	return name === 'nginx' ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
