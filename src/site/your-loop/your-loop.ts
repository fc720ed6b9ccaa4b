import { median } from '../../core/statistics/quantiles.ts';
import { fill, part } from '../part.ts';
import { measureSweep, measureWays, readClockStep } from './measure.ts';
import { discarded, summaryOf, type Sample } from './samples.ts';
import { drawRows, type Row } from './draw.ts';
import { findingOfSweep, findingOfWays, inMs, timesOne, wayNames } from './tell.ts';
import { ways, type Way } from './ways.ts';

/** More workers than this are not asked for, whatever the browser says it has. */
const MOST_WORKERS = 10;

/** Makes the buttons measure. @returns does what the button that woke it asks for */
export function startYourLoop(element: HTMLElement): (touched: HTMLElement) => void {
	let running: AbortController | undefined;
	fill(element, 'clock', clockWords());
	const act = async (button: HTMLElement) => {
		const asked = button.dataset['do'];
		if (asked === 'stop') running?.abort();
		if (running !== undefined || (asked !== 'ways' && asked !== 'sweep')) return;
		running = new AbortController();
		element.setAttribute('aria-busy', 'true');
		try {
			if (asked === 'ways') await runWays(element, running.signal);
			else await runSweep(element, running.signal);
		} catch (error) {
			fill(element, asked === 'ways' ? 'ways-finding' : 'sweep-finding', wentWrong(error));
		} finally {
			running = undefined;
			element.setAttribute('aria-busy', 'false');
		}
	};
	element.addEventListener('click', (event) => {
		if (event.target instanceof HTMLButtonElement) void act(event.target);
	});
	return (touched) => void act(touched);
}

async function runWays(element: HTMLElement, signal: AbortSignal): Promise<void> {
	let all: readonly Sample<Way>[] = [];
	const steps = await measureWays(signal, (samples, planned) => {
		all = samples;
		fill(element, 'ways-finding', progress(samples, planned));
		part(element, 'ways-rows').innerHTML = drawRows(rowsOfWays(samples));
	});
	fill(
		element,
		'ways-finding',
		`${findingOfWays(all)} The task: ${steps.toLocaleString('en-GB')} steps.`,
	);
}

async function runSweep(element: HTMLElement, signal: AbortSignal): Promise<void> {
	const processors = navigator.hardwareConcurrency;
	const most = Math.min(processors + 2, MOST_WORKERS);
	let all: readonly Sample<number>[] = [];
	await measureSweep(signal, most, (samples, planned) => {
		all = samples;
		fill(element, 'sweep-finding', progress(samples, planned));
		part(element, 'sweep-rows').innerHTML = drawRows(rowsOfSweep(samples, most));
	});
	fill(element, 'sweep-finding', findingOfSweep(all, most, processors));
}

function rowsOfWays(samples: readonly Sample<Way>[]): Row[] {
	return ways.map((way) => {
		const summary = summaryOf(samples, way);
		return {
			name: wayNames[way],
			values: summary?.lagMs ?? [],
			words: summary
				? `late by ${inMs(summary.lagMsMedian)}; the task took ${inMs(summary.tookMsMedian)}`
				: 'no sample yet',
		};
	});
}

function rowsOfSweep(samples: readonly Sample<number>[], most: number): Row[] {
	return Array.from({ length: most }, (_, index) => {
		const values = timesOne(samples, index + 1) ?? [];
		const middle = median(values);
		return {
			name: index === 0 ? '1 worker' : `${index + 1} workers`,
			values,
			words: middle === undefined ? 'no sample yet' : `${middle.toFixed(1)} times one`,
		};
	});
}

function progress(samples: readonly Sample<unknown>[], planned: number): string {
	const left = discarded(samples);
	return `Sample ${samples.length} of ${planned}${left === 0 ? '' : `, ${left} discarded`}.`;
}

function clockWords(): string {
	const step = readClockStep();
	const isolated = crossOriginIsolated ? 'isolated' : 'not isolated';
	const moves = step === undefined ? 'stood still while it was read' : `moves by ${inMs(step)}`;
	return `Here the clock ${moves}, and the page is ${isolated} from other sites.`;
}

function wentWrong(error: unknown): string {
	return error instanceof Error ? error.message : 'The measurement could not be made.';
}
