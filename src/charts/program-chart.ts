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

/** In the order in which a request meets them, the lighter the later. */
const PROGRAMS = ['front', 'auth', 'cache', 'compute'] as const;
const OPACITY = { front: 0.85, auth: 0.55, cache: 0.35, compute: 0.18 };

/** A line of the chart with where each program's stretch begins and ends. */
type ProgramRow = ChartRow &
	Partial<Record<`${(typeof PROGRAMS)[number]}${'From' | 'To'}`, number>>;

const metric = 'serverCpuMsPerRequest';

type ProgramQuestion = Pick<Chart, 'question' | 'experiment' | 'title' | 'finding'> & {
	load: string;
};

/** CPU time of one request by the program that spent it: a bar a system, a stretch a program. */
export function programChart({ load, ...question }: ProgramQuestion): Chart {
	return {
		...question,
		metric,
		howToRead:
			'A bar is the CPU time of one request in all programs of the system together, medians over rounds. Its stretches, from dark to light: the front, authentication, cache and computation, as far as the system has them.',
		draws: (cell) => cell.load === load && cell.track === '1',
		rows,
		spec,
		table,
	};
}

/** The median CPU time of each program in ms, in the order above; undefined where the cell has none. */
export function programsOf(cell: Cell): [name: string, cpuMs: number][] | undefined {
	const programs = cell.status === 'measured' ? cell.programCpuMsPerRequest : undefined;
	return (
		programs && PROGRAMS.flatMap((name) => (programs[name] ? [[name, programs[name].median]] : []))
	);
}

function rows(context: ChartContext): ProgramRow[] {
	const { unit, perStored } = unitOf(metric, largest(context.cells, metric));
	const [short = unit] = unit.split(' ');
	return context.cells.flatMap((cell): ProgramRow[] => {
		const row = rowOf(cell, context);
		const programs = programsOf(cell);
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

function spec(layout: Layout, all: readonly ChartRow[]): TopLevelSpec {
	const unit = all.find((row) => row.unit !== undefined)?.unit ?? '';
	const y = rowPosition(all);
	const axis = {
		title: `${unit} of CPU per request`.trim(),
		titleAnchor: 'start',
		tickCount: 4,
	} as const;
	const x = { type: 'quantitative', scale: { zero: true, nice: true }, axis } as const;
	const stretches: Layers = PROGRAMS.filter((name) => all.some((row) => `${name}To` in row)).map(
		(name) => ({
			transform: [{ filter: `isValid(datum.${name}To)` }],
			mark: {
				type: 'bar',
				height: 14,
				yOffset: layout.markDy,
				color: ink.strong,
				opacity: OPACITY[name],
			},
			encoding: { y, x: { ...x, field: `${name}From` }, x2: { field: `${name}To` } },
		}),
	);
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

function table(context: ChartContext): ChartTable {
	return {
		columns: ['Subject', 'Together, µs', 'Front', 'Auth', 'Cache', 'Compute', 'Gates'],
		ids: context.cells.map(({ id }) => id),
		rows: context.cells.map((cell) => {
			const subject = context.labelOf(subjectOf(cell)).full + (cell.duplicate ? ', again' : '');
			const programs = new Map(programsOf(cell));
			const together = programs.values().reduce((sum, cpuMs) => sum + cpuMs, 0);
			const words = (cpuMs: number | undefined) =>
				cpuMs === undefined ? 'none' : threeDigits(cpuMs * 1000);
			const first = programs.size === 0 ? whyNoFigure(cell) : words(together);
			return [
				subject,
				first,
				...PROGRAMS.map((name) => words(programs.get(name))),
				gateWords(cell),
			];
		}),
	};
}
