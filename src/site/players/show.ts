import { fill, part } from '../part.ts';
import { drawHistogram, drawLane, mostWaiting, placeOf, widths, type Width } from './draw.ts';
import { findingOf, formatMs, play, timesBy, type PlayedLane } from './play.ts';
import type { Scenario, Values } from './scenario.ts';
import { momentsOf, sayState, tabulate, tellState } from './tell.ts';

/** A player that moves: what was simulated, and what is seen of it. */
export type Player = {
	readonly figure: HTMLElement;
	readonly scenario: Scenario;
	values: Values;
	lanes: PlayedLane[];
	moments: number[];
	/** Simulated time. How fast it is shown is the reader's affair and changes nothing of it. */
	atMs: number;
	/** Nothing is veiled. */
	whole: boolean;
	playing: boolean;
};

/** Everything that depends on the parameters: simulated and drawn anew. */
export function simulateAgain(player: Player): void {
	const { figure, scenario, values } = player;
	player.lanes = play(scenario, values);
	player.moments = momentsOf(scenario, player.lanes);
	const most = mostWaiting(player.lanes);
	figure.querySelectorAll<HTMLElement>('.lane').forEach((section, index) => {
		const played = player.lanes[index];
		if (played === undefined) return;
		const told = findingOf(scenario, played);
		const label = `${played.lane.name}. ${told}`;
		fill(section, 'name', played.lane.name);
		fill(section, 'rule', played.lane.rule);
		fill(section, 'told', told);
		const pictures = (Object.keys(widths) as Width[]).map((width) =>
			drawLane(scenario, played, { index, width, most, label }),
		);
		part(section, 'pictures').innerHTML = pictures.join('');
	});
	part(figure, 'rows').replaceChildren(
		...tabulate(scenario, player.lanes).map((row) => withCells('tr', 'td', row)),
	);
	for (const input of parametersOf(figure)) {
		const words = `${input.value} ${input.dataset['unit'] ?? ''}`.trim();
		input.setAttribute('aria-valuetext', words);
		input.closest('label')?.querySelector('output')?.replaceChildren(words);
	}
	show(player);
}

/** Everything that depends on the moment. */
export function show(player: Player): void {
	const { figure, scenario, atMs, whole } = player;
	const seenMs = whole ? Infinity : atMs;
	figure.querySelectorAll<HTMLElement>('.lane').forEach((section, index) => {
		const played = player.lanes[index];
		if (played === undefined) return;
		for (const width of Object.keys(widths) as Width[]) veil(player, section, width);
		const told = tellState(scenario, played, atMs);
		part(section, 'state').replaceChildren(
			...told.map(({ name, words }) => {
				const row = document.createElement('div');
				row.append(withText('dt', name), withText('dd', words));
				return row;
			}),
		);
		if (!scenario.histogram) return;
		const all = timesBy(played, scenario.judged, Infinity).length;
		part(section, 'histogram').innerHTML = drawHistogram(
			timesBy(played, scenario.judged, seenMs),
			all,
		);
	});
	fill(figure, 'clock', formatMs(atMs));
	const range = figure.querySelector<HTMLInputElement>('[name="at"]');
	if (range === null) return;
	range.value = `${atMs}`;
	range.setAttribute('aria-valuetext', formatMs(atMs));
	range.closest('label')?.querySelector('output')?.replaceChildren(formatMs(atMs));
}

/** What is still to come lies behind a veil. */
function veil({ scenario, atMs, whole }: Player, section: HTMLElement, width: Width): void {
	const playhead = section.querySelector(`svg.${width} .playhead`);
	if (playhead === null) return;
	playhead.toggleAttribute('hidden', whole);
	const x = placeOf(atMs, scenario, width);
	const rect = playhead.querySelector('rect');
	rect?.setAttribute('x', `${x}`);
	rect?.setAttribute('width', `${widths[width] - x}`);
	const height = rect?.getAttribute('height') ?? '';
	playhead.querySelector('path')?.setAttribute('d', `M${x} 0V${height}`);
}

export function say({ figure, scenario, lanes, atMs }: Player): void {
	fill(figure, 'live', sayState(scenario, lanes, atMs));
}

export function parametersOf(figure: HTMLElement): HTMLInputElement[] {
	return [...figure.querySelectorAll<HTMLInputElement>('[data-parameter]')];
}

function withText(tag: string, words: string): HTMLElement {
	const made = document.createElement(tag);
	made.textContent = words;
	return made;
}

function withCells(tag: string, cell: string, words: readonly string[]): HTMLElement {
	const made = document.createElement(tag);
	made.append(...words.map((one) => withText(cell, one)));
	return made;
}
