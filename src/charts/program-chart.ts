import { unitOf } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { gateWords, largest, rowOf, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartTable } from './chart.ts';
import { keyRow, programSpec, type ProgramRow, type Stretch } from './program-spec.ts';
import { threeDigits } from './words.ts';

/** In the order in which a request meets them. */
const GATEWAY: readonly Stretch[] = [
	['front', 'solid'] as const,
	['auth', 'grey'] as const,
	['cache', 'thin'] as const,
	['compute', 'hollow'] as const,
].map(([name, look]) => ({ name, look, includes: (program) => program === name }));

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
			'A bar is the CPU time of one request in all programs of the system together, medians over rounds. Its stretches, from left to right: the front, authentication, cache and computation, as far as the system has them.',
		...question,
		draws: (cell) => cell.load === load && cell.track === '1',
		rows: (context) => withKey(rows(context, programs)),
		spec: (layout, all) => programSpec(layout, all, programs),
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

/** Above the lines, what their stretches stand for; where there is none, no key either. */
function withKey(lines: ProgramRow[]): ProgramRow[] {
	return lines.some(({ value }) => value !== undefined) ? [keyRow, ...lines] : lines;
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

function table(context: ChartContext, of: readonly Stretch[]): ChartTable {
	return {
		columns: ['Subject', 'Together, µs', ...of.map(({ name }) => headingOf(name)), 'Gates'],
		ids: context.cells.map(({ id }) => id),
		rows: context.cells.map((cell) => {
			const subject = context.labelOf(subjectOf(cell)).full + (cell.duplicate ? ', again' : '');
			const programs = new Map(programsOf(cell, of));
			const together = programs.values().reduce((sum, cpuMs) => sum + cpuMs, 0);
			// A system without a cache has none of its CPU time; one that failed has told nothing.
			const isUnknown = programs.size === 0;
			const words = (cpuMs: number | undefined) =>
				isUnknown ? whyNoFigure(cell) : cpuMs === undefined ? 'none' : threeDigits(cpuMs * 1000);
			const each = [together, ...of.map(({ name }) => programs.get(name))];
			return [subject, ...each.map(words), gateWords(cell)];
		}),
	};
}

/** The one program here that is not written with a capital is nginx. */
function headingOf(name: string): string {
	return name === 'nginx' ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
