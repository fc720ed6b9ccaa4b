import { describe, expect, test } from 'vitest';
import { neededFor, offeredBy, titleOfRun, type CellFile } from './offered-runs.ts';

const file = (subject: string, load: string, isTwin = false): CellFile => {
	const [implementation, variant] = subject.split(':');
	return {
		path: `prime/${implementation}/${variant}/1/${load}`,
		experiment: 'prime',
		subject,
		isTwin,
	};
};
const chi = 'go/chi:single';
const node = 'node/http:single';
const axum = 'rust/axum:inline';
const files = [
	file(node, 'rate-500'),
	file(chi, 'rate-500'),
	file(chi, 'rate-500', true),
	file(axum, 'rate-500'),
	file(axum, 'capacity'),
];

describe('what a run offers', () => {
	test('are its subjects in order, each with the places in which it was measured, and no twin', () => {
		const { experiments, subjects } = offeredBy(files);
		expect(experiments).toEqual(['prime']);
		expect([...subjects.keys()]).toEqual([chi, node, axum]);
		expect(subjects.get(axum)).toEqual(new Set(['prime/1/rate-500', 'prime/1/capacity']));
	});

	test('leave out the places where a gate was not passed, and not who was measured there', () => {
		const lost = { ...file(node, 'capacity'), passedGates: false };
		const { subjects } = offeredBy([lost, { ...file(node, 'rate-500'), passedGates: true }]);
		expect(subjects.get(node)).toEqual(new Set(['prime/1/rate-500']));
		expect(offeredBy([lost]).subjects.get(node)).toEqual(new Set());
	});

	test('of two subjects it reads these and the twin with its original, which tell the noise', () => {
		const needed = neededFor(files, [node, axum]);
		expect(needed).toEqual(files);
		expect(neededFor(files, [chi, node]).map(({ subject }) => subject)).toEqual([node, chi, chi]);
		expect(neededFor(files)).toEqual(files);
	});
});

test('a run’s id is said in words, and one that is none stays as it is', () => {
	expect(titleOfRun('20261121-065110-prime-standard')).toBe('prime, standard, 2026-11-21 06:51');
	expect(titleOfRun('20261121-0651-load-testers-quick')).toBe(
		'load-testers, quick, 2026-11-21 06:51',
	);
	expect(titleOfRun('my run')).toBe('my run');
});
