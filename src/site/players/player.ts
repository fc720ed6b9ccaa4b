import { readAddress, writeAddress } from './address.ts';
import { scenarios } from './scenarios/index.ts';
import { moveBy, scrubOnPictures } from './scrub.ts';
import { parametersOf, say, show, simulateAgain, type Player } from './show.ts';

/** What the touch that woke a player asks of it. */
export type StartedPlayer = {
	/** Does what an element of the controls is for. */
	readonly touch: (element: HTMLElement) => void;
	/** Goes to the moment at a place of a lane's pictures. */
	readonly point: (pictures: HTMLElement, clientX: number) => void;
};

/** Makes a drawn player move. */
export function startPlayer(figure: HTMLElement): StartedPlayer {
	const player = readPlayer(figure);
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
	scrubOnPictures(figure, player.scenario, {
		move: (atMs) => showMoment(player, atMs),
		over: () => settle(player),
	});
	pauseWhereUnseen(player);
	return {
		touch: act,
		point(pictures, clientX) {
			moveBy(pictures, player.scenario, clientX, (atMs) => moveTo(player, atMs));
		},
	};
}

/** What the page and its address say of a player. What was moved while its script came counts before either. */
function readPlayer(figure: HTMLElement): Player {
	const scenario = scenarios.get(figure.dataset['player'] ?? '');
	if (scenario === undefined) throw new Error('The page has a player without a scene.');
	const { id, parameters, endMs, tellsOfMs } = scenario;
	const { values, atMs } = readAddress(location.search, id, parameters, endMs);
	const range = figure.querySelector<HTMLInputElement>('[name="at"]');
	const movedTo = range && range.value !== range.defaultValue ? Number(range.value) : undefined;
	const player: Player = {
		figure,
		scenario,
		values,
		lanes: [],
		moments: [],
		atMs: movedTo ?? atMs ?? tellsOfMs,
		whole: movedTo === undefined && atMs === undefined,
		playing: false,
	};
	for (const input of parametersOf(figure)) {
		const touched = input.value !== input.dataset['usual'];
		if (touched) player.values = { ...player.values, [input.name]: Number(input.value) };
		else input.value = `${values[input.name]}`;
	}
	return player;
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
	showMoment(player, atMs);
	settle(player);
}

function showMoment(player: Player, atMs: number): void {
	pause(player);
	player.atMs = atMs;
	player.whole = false;
	show(player);
}

/** Only once it rests: who hears the page would hear every moment of a drag. */
function settle(player: Player): void {
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
