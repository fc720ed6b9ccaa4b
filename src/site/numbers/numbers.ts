import {
	jobsOf,
	sampleOf,
	SEEDS,
	summarise,
	type Sample,
} from '../../simulator/predict/predict-numbers.ts';
import { readValues, writeValues } from '../players/address.ts';
import type { Values } from '../players/scenario.ts';
import { pageHasHadItsTurn } from '../turn.ts';
import { part } from '../part.ts';
import { drawPredictions } from './draw.ts';
import { findingOf } from './finding.ts';
import type { MeasuredPoint } from './nearest.ts';
import {
	numbersOf,
	OWNER,
	parameters,
	placeOf,
	valueAt,
	type NumberParameter,
} from './parameters.ts';

type Page = {
	readonly element: HTMLElement;
	readonly points: readonly MeasuredPoint[];
	values: Values;
	/** Ends the simulations of numbers that have changed meanwhile. */
	stop: AbortController;
};

/** Makes a drawn example answer to the reader's numbers. */
export function startNumbers(element: HTMLElement): void {
	const page: Page = {
		element,
		points: JSON.parse(part(element, 'points').textContent) as MeasuredPoint[],
		values: readValues(location.search, OWNER, parameters),
		stop: new AbortController(),
	};
	// What was changed while this script came counts before the address.
	const changed = [...element.querySelectorAll('input')].filter(
		({ value, defaultValue }) => value !== defaultValue,
	);
	for (const parameter of parameters) {
		showValue(
			page,
			parameter,
			changed.find(({ name }) => name === parameter.id),
		);
	}
	element.addEventListener('submit', (event) => event.preventDefault());
	element.addEventListener('input', ({ target }) => {
		if (target instanceof HTMLInputElement) onInput(page, target);
	});
	element.addEventListener('change', (event) => {
		const parameter = parameterOf(event.target);
		// What could not be read, or lies beyond what can be set, is put right when the field is left.
		if (parameter) showValue(page, parameter);
	});
	element.addEventListener('click', (event) => {
		if (event.target instanceof HTMLButtonElement) usualAgain(page);
	});
	for (const input of changed) onInput(page, input);
	if (changed.length === 0) void simulate(page);
}

function onInput(page: Page, input: HTMLInputElement): void {
	const parameter = parameterOf(input);
	if (parameter === undefined) return;
	const isSlider = input.type === 'range';
	const given = isSlider ? valueAt(parameter, Number(input.value)) : Number(input.value);
	if (input.value === '' || !Number.isFinite(given)) return;
	const { id, least, most } = parameter;
	page.values = { ...page.values, [id]: Math.min(Math.max(given, least), most) };
	showValue(page, parameter, input);
	remember(page);
	void simulate(page);
}

function usualAgain(page: Page): void {
	page.values = Object.fromEntries(parameters.map(({ id, value }) => [id, value]));
	for (const parameter of parameters) showValue(page, parameter);
	remember(page);
	void simulate(page);
}

function remember({ values }: Page): void {
	const query = writeValues(location.search, OWNER, parameters, values);
	const search = query === '?' ? '' : query;
	history.replaceState(history.state, '', location.pathname + search + location.hash);
}

/** One simulation after the other, some milliseconds each, and the page in between: no reader waits for the last. */
async function simulate(page: Page): Promise<void> {
	page.stop.abort();
	page.stop = new AbortController();
	const { signal } = page.stop;
	const numbers = numbersOf(page.values);
	const jobs = jobsOf(numbers);
	const samples: Sample[] = [];
	page.element.setAttribute('aria-busy', 'true');
	// The sentence of the numbers before must not stand above the pictures of these.
	part(page.element, 'finding').textContent = findingOf(summarise(numbers, samples));
	if (jobs.length === 0) show(page, samples);
	for (const job of jobs) {
		await pageHasHadItsTurn();
		if (signal.aborted) return;
		samples.push(sampleOf(numbers, job));
		const isLastOfSeed = samples.length % (jobs.length / SEEDS) === 0;
		if (isLastOfSeed) show(page, samples);
	}
	page.element.setAttribute('aria-busy', 'false');
	part(page.element, 'finding').textContent = findingOf(summarise(numbers, samples));
}

function show(page: Page, samples: readonly Sample[]): void {
	const numbers = numbersOf(page.values);
	const predictions = summarise(numbers, samples);
	part(page.element, 'results').innerHTML = drawPredictions(numbers, predictions, page.points);
	const seeds = samples.at(-1)?.seed;
	part(page.element, 'seeds').textContent =
		seeds === undefined ? `${SEEDS}` : seeds < SEEDS ? `${seeds} of ${SEEDS}` : `${SEEDS}`;
}

/** @param touched the field that the reader is in, whose words are left alone */
function showValue(page: Page, parameter: NumberParameter, touched?: HTMLInputElement): void {
	const value = page.values[parameter.id] ?? parameter.value;
	const field = page.element.querySelector<HTMLInputElement>(`#${OWNER}-${parameter.id}`);
	const slider = page.element.querySelector<HTMLInputElement>(
		`input[type="range"][name="${parameter.id}"]`,
	);
	if (field !== null && field !== touched) field.value = `${value}`;
	if (slider === null) return;
	if (slider !== touched) slider.value = `${placeOf(parameter, value)}`;
	slider.setAttribute('aria-valuetext', `${value} ${parameter.unit}`.trim());
}

function parameterOf(target: EventTarget | null): NumberParameter | undefined {
	if (!(target instanceof HTMLInputElement)) return undefined;
	return parameters.find(({ id }) => id === target.name);
}
