import { expect, it } from 'vitest';
import { pausesTable } from './pauses-table.ts';

const row = (figure: 'mean' | 'p99', predictedMs: number, measuredMs: number) => ({
	figure,
	predictedMs,
	measuredMs,
	offBy: predictedMs / measuredMs - 1,
	withinAim: false,
});
const one = {
	name: 'Go',
	prediction: { share: 0.7, rows: [row('mean', 1, 2), row('p99', 2, 12)] },
	pauses: { perRequest: 0.0007, ms: 1.05 },
	times: { mean: 1.1, p50: 1, p95: 1, p99: 4 },
};

it('sets the model with pauses beside the one without, and says how much of the rest they explain', () => {
	const { finding, table } = pausesTable([one]);
	expect(finding).toBe('Pauses explain 10 to 20 % of what the model misses here.');
	expect(table.rows).toEqual([
		['Go, 70 %', '0.7 of 1.1 ms', 'mean', '1', '1.1', '2'],
		['Go, 70 %', '0.7 of 1.1 ms', 'p99', '2', '4', '12'],
	]);
});

it('explains nothing where nothing is missing', () => {
	const over = { ...one, prediction: { share: 0.7, rows: [row('mean', 3, 2)] } };
	expect(pausesTable([over]).finding).toBe('Nothing is missing that pauses could explain.');
});

it('counts what is hardly missing as right, and says when pauses are more than what is missing', () => {
	const near = {
		...one,
		prediction: { share: 0.7, rows: [row('mean', 1, 1.04), row('p99', 2, 12)] },
	};
	expect(pausesTable([near]).finding).toBe('Pauses explain 20 % of what the model misses here.');
	const long = { ...one, times: { ...one.times, mean: 3, p99: 1.9 } };
	expect(pausesTable([long]).finding).toBe(
		'Pauses explain 0 to 200 % of what the model misses here; above 100 %, it is too long with them.',
	);
});
