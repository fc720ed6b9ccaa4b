import { readAddress, writeAddress } from './address.ts';
import { scenarios } from './scenarios/index.ts';
import { parametersOf, say, show, simulateAgain, type Player } from './show.ts';

/** Makes a drawn player move. @returns does what the element that was touched asks for */
export function startPlayer(figure: HTMLElement): (touched: HTMLElement) => void {
	const scenario = scenarios.get(figure.dataset['player'] ?? '');
	if (scenario === undefined) throw new Error('The page has a player without a scene.');
	const { id, parameters, endMs, tellsOfMs } = scenario;
	const { values, atMs } = readAddress(location.search, id, parameters, endMs);
	const player: Player = {
		figure,
		scenario,
		values,
		lanes: [],
		moments: [],
		atMs: atMs ?? tellsOfMs,
		whole: atMs === undefined,
		playing: false,
	};
	for (const input of parametersOf(figure)) {
		// The first touch may have moved one already; then it is what counts.
		const touched = input.value !== input.dataset['usual'];
		if (touched) player.values = { ...player.values, [input.name]: Number(input.value) };
		else input.value = `${values[input.name]}`;
	}
	simulateAgain(player);
	const form = figure.querySelector('form');
	const act = (target: EventTarget | null) => {
		if (target instanceof HTMLElement) onTouch(player, target);
	};
	form?.addEventListener('submit', (event) => event.preventDefault());
	form?.addEventListener('input', (event) => act(event.target));
	form?.addEventListener('click', (event) => {
		if (event.target instanceof HTMLButtonElement) act(event.target);
	});
	form?.addEventListener('keydown', (event) => onKey(player, event));
	pauseWhereUnseen(player);
	return act;
}

function onTouch(player: Player, touched: HTMLElement): void {
	const input = touched instanceof HTMLInputElement ? touched : undefined;
	if (input?.name === 'at') {
		moveTo(player, Number(input.value));
	} else if (input !== undefined) {
		player.values = { ...player.values, [input.name]: Number(input.value) };
		simulateAgain(player);
		remember(player);
	}
	switch (touched.dataset['do']) {
		case 'play':
			if (player.playing) pause(player);
			else begin(player);
			break;
		case 'back':
			step(player, -1);
			break;
		case 'forward':
			step(player, 1);
			break;
		case 'whole':
			pause(player);
			player.whole = true;
			show(player);
			break;
		default:
	}
}

/** On the range of moments the arrows go from event to event. */
function onKey(player: Player, event: KeyboardEvent): void {
	const { target } = event;
	if (!(target instanceof HTMLInputElement) || target.name !== 'at') return;
	const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
	if (direction === undefined) return;
	event.preventDefault();
	step(player, direction);
}

function step(player: Player, direction: number): void {
	const { moments, atMs } = player;
	const next =
		direction > 0
			? moments.find((moment) => moment > atMs + 1e-6)
			: moments.findLast((moment) => moment < atMs - 1e-6);
	moveTo(player, next ?? (direction > 0 ? player.scenario.endMs : 0));
}

function moveTo(player: Player, atMs: number): void {
	pause(player);
	player.atMs = atMs;
	player.whole = false;
	show(player);
	say(player);
	remember(player);
}

function begin(player: Player): void {
	// A reader who wants no motion has no such button; a script might still press it.
	if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
	if (player.whole || player.atMs >= player.scenario.endMs) player.atMs = 0;
	player.whole = false;
	player.playing = true;
	showButton(player);
	let lastMs: number | undefined;
	const frame = (nowMs: number) => {
		if (!player.playing) return;
		const passedMs = lastMs === undefined ? 0 : Math.min(nowMs - lastMs, 100);
		lastMs = nowMs;
		player.atMs = Math.min(
			player.atMs + (passedMs / 1000) * speedOf(player),
			player.scenario.endMs,
		);
		show(player);
		if (player.atMs < player.scenario.endMs) requestAnimationFrame(frame);
		else {
			pause(player);
			say(player);
		}
	};
	requestAnimationFrame(frame);
}

function pause(player: Player): void {
	if (!player.playing) return;
	player.playing = false;
	showButton(player);
	remember(player);
}

function pauseWhereUnseen(player: Player): void {
	new IntersectionObserver(([entry]) => {
		if (entry?.isIntersecting === false) pause(player);
	}).observe(player.figure);
	document.addEventListener('visibilitychange', () => {
		if (document.hidden) pause(player);
	});
}

function speedOf({ figure }: Player): number {
	return Number(figure.querySelector<HTMLSelectElement>('[name="speed"]')?.value ?? NaN);
}

function showButton({ figure, playing }: Player): void {
	const button = figure.querySelector('[data-do="play"]');
	button?.setAttribute('aria-pressed', `${playing}`);
	button?.replaceChildren(playing ? 'Pause' : 'Play');
}

function remember({ scenario, values, atMs }: Player): void {
	const { id, parameters } = scenario;
	const query = writeAddress(location.search, id, parameters, { values, atMs });
	history.replaceState(history.state, '', query + location.hash);
}
