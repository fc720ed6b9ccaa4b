import { bodySizeCurve } from './body-size-curve.ts';

/** Round figures near the five sizes. */
const values = [0.2, 1, 5, 20, 100];

const shared = {
	experiment: 'json',
	tells: 'json-engine',
	across: { scale: 'log', values },
	up: 'log',
	unit: 'µs',
} as const;

/** What does it cost to write JSON, by its size? */
export const jsonListed = bodySizeCurve({
	...shared,
	question: 'json-listed',
	title: 'CPU time to make records and write them as JSON, on one core',
	draws: (cell) => cell.load.startsWith('listed-') && cell.track === '1' && !cell.duplicate,
});

/** And to read it, check it, change it and write it again? */
export const jsonChanged = bodySizeCurve({
	...shared,
	question: 'json-changed',
	title: 'CPU time to read, check, change and write records as JSON, on one core',
	draws: (cell) => cell.load.startsWith('changed-') && cell.track === '1' && !cell.duplicate,
});
