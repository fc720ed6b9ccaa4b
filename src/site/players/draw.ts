import { escapeText } from '../../charts/markup.ts';
import type { PlayedLane } from './play.ts';
import type { Look, Scenario } from './scenario.ts';

/** Two widths, as charts have: text keeps its size, and on a phone nothing scrolls. */
export const widths = { narrow: 328, wide: 672 } as const;
export type Width = keyof typeof widths;

const GUTTER = 70;
const WAITING = 36;
const ROW = 18;
const GAP = 4;
const AXIS = 20;

/** The place of a moment in a picture. */
export function placeOf(ms: number, scenario: Scenario, width: Width): number {
	return round(
		GUTTER + (Math.min(ms, scenario.endMs) / scenario.endMs) * (widths[width] - GUTTER - 1),
	);
}

/** The moment at a place in a picture; what is left of the first is the first, and so at the end. */
export function momentAt(x: number, { endMs }: Scenario, width: Width): number {
	const part = (x - GUTTER) / (widths[width] - GUTTER - 1);
	return Math.min(Math.max(part, 0), 1) * endMs;
}

/**
 * A lane as a finished picture: how many wait, above what each thread runs. What lies behind the playhead is
 * veiled by the player alone, so that without a script the whole is seen.
 *
 * @param most the greatest number waiting in any lane of the scenario, so that lanes have one scale
 */
export function drawLane(
	scenario: Scenario,
	played: PlayedLane,
	{ index, width, most, label }: { index: number; width: Width; most: number; label: string },
): string {
	const rows = played.lane.rows;
	const top = WAITING + 8;
	const bottom = top + rows.length * (ROW + GAP);
	const hatch = `hatch-${scenario.id}-${index}-${width}`;
	const x = (ms: number) => placeOf(ms, scenario, width);
	const right = widths[width] - 1;
	const rowTop = (row: number) => top + row * (ROW + GAP);
	return [
		`<svg class="${width}" viewBox="0 0 ${widths[width]} ${bottom + AXIS}" role="img" aria-label="${escapeText(label)}">`,
		`<defs><pattern id="${hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="ground"/><rect width="2" height="6" class="stripe"/></pattern></defs>`,
		text('waiting', 0, WAITING - 4),
		text(String(most), GUTTER - 8, 12, 'end soft'),
		`<path class="waiting" d="${waitingPath(played, scenario.endMs, most, x)}"/>`,
		`<path class="base" d="M${GUTTER} ${WAITING}H${right}"/>`,
		...rows.flatMap((name, row) => [
			text(name, 0, rowTop(row) + ROW - 5),
			`<rect class="core" x="${GUTTER}" y="${rowTop(row)}" width="${right - GUTTER}" height="${ROW}"/>`,
		]),
		...bars(scenario, played, x, rowTop, hatch),
		...axis(scenario, x, bottom),
		`<g class="playhead" hidden><rect x="${GUTTER}" y="0" width="0" height="${bottom}"/><path d="M${GUTTER} 0V${bottom}"/></g>`,
		'</svg>',
	].join('');
}

/** Bars of the threads that have a row; a neighbour of the same request is drawn with it. */
function bars(
	scenario: Scenario,
	{ stretches, lane, kindOf }: PlayedLane,
	x: (ms: number) => number,
	rowTop: (row: number) => number,
	hatch: string,
): string[] {
	return stretches
		.filter(({ thread, fromMs }) => thread < lane.rows.length && fromMs < scenario.endMs)
		.map(({ request, thread, fromMs, toMs }) => {
			const look: Look = scenario.kinds[kindOf[request] as number]?.look ?? 'short';
			const left = x(fromMs);
			const width = Math.max(0.9, round(x(toMs) - left - 0.6));
			// A short one is lower, so that it is told by its shape too.
			const inset = look === 'short' ? 3 : 0;
			const fill = look === 'long' ? ` fill="url(#${hatch})"` : '';
			const bar = `<rect class="bar ${look}"${fill} x="${left}" y="${rowTop(thread) + inset}" width="${width}" height="${ROW - 2 * inset}"/>`;
			const number = String(request + 1);
			// On a short one there is seldom room, and where there is, a lone number would seem to mean something.
			if (look === 'short' || width < number.length * 8 + 10) return bar;
			return bar + text(number, left + width / 2, rowTop(thread) + ROW - 5, `number ${look}`);
		});
}

function waitingPath(
	{ waiting }: PlayedLane,
	endMs: number,
	most: number,
	x: (ms: number) => number,
): string {
	const y = (count: number) => round(WAITING - (count / Math.max(most, 1)) * (WAITING - 6));
	const steps = waiting
		.filter(({ fromMs }) => fromMs <= endMs)
		.map(({ fromMs, count }) => `H${x(fromMs)}V${y(count)}`);
	return `M${GUTTER} ${WAITING}${steps.join('')}H${x(endMs)}V${WAITING}Z`;
}

function axis({ endMs }: Scenario, x: (ms: number) => number, bottom: number): string[] {
	const step = [10, 20, 50, 100, 200, 500, 1000].find((ms) => endMs / ms <= 5) ?? endMs;
	const ticks = Array.from({ length: Math.floor(endMs / step) + 1 }, (_, tick) => tick * step);
	return ticks.map((ms) => {
		const anchor = ms === 0 ? 'start' : ms === endMs ? 'end' : 'middle';
		const words = ms === 0 ? '0 ms' : String(ms);
		return `<path class="tick" d="M${x(ms)} ${bottom - GAP}v4"/>${text(words, x(ms), bottom + 14, `soft ${anchor}`)}`;
	});
}

const EDGES_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, Infinity];
const HISTOGRAM = { width: 328, height: 76, base: 56 } as const;

/** Response times by then, in steps that double or nearly so. */
export function drawHistogram(times: Float64Array, all: number): string {
	const { width, height, base } = HISTOGRAM;
	const column = width / EDGES_MS.length;
	const counts = EDGES_MS.map((edge, index) => {
		const from = EDGES_MS[index - 1] ?? 0;
		return times.filter((time) => time > from && time <= edge).length;
	});
	const columns = counts.map((count, index) => {
		const tall = round((count / Math.max(all, 1)) * (base - 14));
		const left = round(index * column);
		const edge = EDGES_MS[index] as number;
		const words = Number.isFinite(edge) ? String(edge) : '+';
		const middle = left + column / 2;
		return (
			`<rect class="column" x="${left + 2}" y="${base - tall}" width="${round(column - 4)}" height="${tall}"/>` +
			(count > 0 ? text(String(count), middle, base - tall - 3, 'middle') : '') +
			text(words, middle, base + 14, 'middle soft')
		);
	});
	return `<svg class="histogram" viewBox="0 0 ${width} ${height}" role="img" aria-label="${counts.map((count, index) => `${count} up to ${EDGES_MS[index]} ms`).join(', ')}">${columns.join('')}<path class="base" d="M0 ${base}H${width}"/></svg>`;
}

export function mostWaiting(played: readonly PlayedLane[]): number {
	return Math.max(1, ...played.flatMap(({ waiting }) => waiting.map(({ count }) => count)));
}

function text(words: string, x: number, y: number, name = ''): string {
	return `<text class="${name}" x="${round(x)}" y="${y}">${escapeText(words)}</text>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
