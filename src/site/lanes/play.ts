import { shape } from '../explorer/element.ts';
import { elementIn } from '../part.ts';
import { arrivals, END_MS, EXAMPLE_MS, hasRoom } from './arrivals.ts';
import { findingOf, outcomeOf, sentenceOf, waitingAt } from './outcome.ts';
import { rules, type Rule } from './rules.ts';
import { schedule, type Request, type Stretch } from './schedule.ts';
import { laneShapes } from './shapes.ts';

/** 100 ms become two seconds, long enough to send another request meanwhile. */
const SLOWED = 20;
/** A browser that was busy or hidden goes on where it was, and does not leap. */
const LONGEST_STEP_MS = 50;

/** What is sent, and where the playhead is. */
interface State {
	sentAtMs: readonly number[];
	nowMs: number;
	playing: boolean;
	visible: boolean;
}

/** A lane's elements and what happens in it. */
interface Lane {
	readonly rule: Rule;
	readonly drawn: Element;
	readonly past: Element;
	readonly now: Element;
	readonly finding: Element;
	requests: readonly Request[];
	stretches: readonly Stretch[];
}

const senders = new WeakMap<HTMLElement, () => void>();

/** Sends a long request into all lanes of the drawing at once. */
export function send(root: HTMLElement): void {
	const known = senders.get(root) ?? senderOf(root);
	senders.set(root, known);
	known();
}

function senderOf(root: HTMLElement): () => void {
	const state: State = { sentAtMs: [], nowMs: END_MS, playing: false, visible: true };
	const lanes = rules.map((rule) => laneOf(root, rule));
	for (const example of root.querySelectorAll<HTMLElement>('.example')) example.hidden = true;
	watchVisibility(root, state);
	return () => {
		if (matchMedia('(prefers-reduced-motion: reduce)').matches) return finish(root, lanes, state);
		if (state.playing) return sendAnother(lanes, state);
		Object.assign(state, { sentAtMs: [EXAMPLE_MS[0]], nowMs: 0, playing: true });
		reschedule(lanes, state);
		say(root, '');
		play(root, lanes, state);
	};
}

function sendAnother(lanes: Lane[], state: State): void {
	const atMs = Math.round(state.nowMs);
	if (!hasRoom(state.sentAtMs, atMs)) return;
	state.sentAtMs = [...state.sentAtMs, atMs];
	reschedule(lanes, state);
}

/** Without motion: the finished picture at once, of one request and then of two. */
function finish(root: HTMLElement, lanes: Lane[], state: State): void {
	const sent = EXAMPLE_MS.slice(0, state.sentAtMs.length + 1);
	state.sentAtMs = sent.length > state.sentAtMs.length ? sent : EXAMPLE_MS.slice(0, 1);
	state.nowMs = END_MS;
	reschedule(lanes, state);
	settle(root, lanes, state);
}

function reschedule(lanes: Lane[], { sentAtMs }: State): void {
	const requests = arrivals(sentAtMs);
	for (const lane of lanes) {
		lane.requests = requests;
		lane.stretches = schedule(requests, lane.rule.policy);
		const shapes = laneShapes(requests, lane.stretches).map(({ kind, ...place }) =>
			shape('rect', { class: kind, ...asText(place) }),
		);
		lane.drawn.replaceChildren(...shapes);
	}
}

function play(root: HTMLElement, lanes: Lane[], state: State): void {
	let beforeMs = performance.now();
	const step = (atMs: number) => {
		// A frame is dated from its beginning, which may lie before the moment at which it was asked for.
		const elapsedMs = Math.min(Math.max(atMs - beforeMs, 0), LONGEST_STEP_MS);
		beforeMs = atMs;
		if (state.visible) state.nowMs += elapsedMs / SLOWED;
		if (state.nowMs >= END_MS) return settle(root, lanes, state);
		show(root, lanes, state);
		requestAnimationFrame(step);
	};
	requestAnimationFrame(step);
}

function show(root: HTMLElement, lanes: Lane[], { nowMs, sentAtMs }: State): void {
	for (const { past, now, finding, requests, stretches } of lanes) {
		past.setAttribute('width', String(nowMs));
		now.setAttribute('x', String(nowMs));
		const waiting = waitingAt(requests, stretches, nowMs);
		write(finding, waiting === 0 ? 'Nobody waits.' : `${waiting} wait now.`);
	}
	const another = hasRoom(sentAtMs, Math.round(nowMs));
	label(root, another ? 'Send a second one' : 'Watch who waits', another);
}

function settle(root: HTMLElement, lanes: Lane[], state: State): void {
	state.playing = false;
	const outcomes = lanes.map((lane) => ({
		...lane,
		outcome: outcomeOf(lane.requests, lane.stretches),
	}));
	for (const { past, now, finding, outcome } of outcomes) {
		past.setAttribute('width', String(END_MS));
		now.setAttribute('x', String(END_MS));
		write(finding, findingOf(outcome));
	}
	say(root, sentenceOf(outcomes));
	label(root, 'Send again', true);
}

function watchVisibility(root: HTMLElement, state: State): void {
	const observer = new IntersectionObserver((entries) => {
		for (const { isIntersecting } of entries) state.visible = isIntersecting;
	});
	observer.observe(root);
}

function laneOf(root: HTMLElement, rule: Rule): Lane {
	const lane = elementIn(root, `[data-lane="${rule.language}"]`);
	return {
		rule,
		drawn: elementIn(lane, '.drawn'),
		past: elementIn(lane, 'clipPath rect'),
		now: elementIn(lane, '.now'),
		finding: elementIn(lane, '.finding'),
		requests: [],
		stretches: [],
	};
}

function label(root: HTMLElement, text: string, isOffered: boolean): void {
	const button = elementIn(root, 'button');
	write(button, text);
	button.setAttribute('aria-disabled', String(!isOffered));
}

const say = (root: HTMLElement, text: string) => write(elementIn(root, '[role="status"]'), text);

/** Only what changes: this runs for every frame. */
function write(element: Element, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}

function asText(numbers: Record<string, number>): Record<string, string> {
	return Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)]));
}
