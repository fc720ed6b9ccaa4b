import { describe, expect, it } from 'vitest';
import { findingOf } from './finding.ts';
import {
	completeState,
	isSubject,
	readState,
	writeState,
	type CompareState,
	type Offered,
} from './state.ts';
import { placeOn, stripScale } from './strip.ts';

const chi = 'go/chi:single';
const node = 'node/http:single';
const axum = 'rust/axum:inline';
const measured = (...subjects: string[]) =>
	new Map(subjects.map((subject) => [subject, new Set(['prime/1/rate-500'])]));
const runs: Offered[] = [
	{ id: '20260104-prime', experiments: ['prime'], subjects: measured(node, chi), isSound: false },
	{ id: '20260103-hello', experiments: ['hello'], subjects: measured(chi, node), isSound: true },
	{ id: '20260102-prime', experiments: ['prime'], subjects: measured(node), isSound: true },
	{ id: '20260101-prime', experiments: ['prime'], subjects: measured(chi, axum), isSound: true },
];

const read = (query: string) => readState(new URLSearchParams(query));
const complete = (query: string) => completeState(read(query), runs);

describe('the address of a comparison', () => {
	it.each([
		'run=20260101-prime&a=go%2Fchi%3Asingle&b=rust%2Faxum%3Ainline&metric=latencyMsP50',
		'a=20260101-prime&b=yours%3A20260102-prime',
	])('holds all of it: %s', (query) => {
		expect(writeState(read(query)).toString()).toBe(query);
	});

	it('tells runs from subjects, and takes nothing for subjects', () => {
		expect(read('a=20260101-prime').kind).toBe('runs');
		expect(read('b=yours:20260101-prime').kind).toBe('runs');
		expect(read('a=go/chi:single').kind).toBe('subjects');
		expect(read('run=20260101-prime').kind).toBe('subjects');
		expect(read('').kind).toBe('subjects');
		expect(isSubject('yours:20260101-prime')).toBe(false);
	});

	it('passes over a metric that it does not know', () => {
		expect(read('metric=__proto__').metric).toBe('serverCpuMsPerRequest');
	});
});

describe('completeState', () => {
	it('begins with two subjects of the newest run that passed its gates', () => {
		expect(complete('')).toEqual({
			state: expect.objectContaining({
				run: '20260103-hello',
				a: 'go/chi:single',
				b: 'node/http:single',
			}),
			missing: [],
		});
	});

	it('finds the newest run that has both subjects', () => {
		const { state } = complete('a=rust/axum:inline&b=go/chi:single');
		expect(state).toMatchObject({ run: '20260101-prime', a: 'rust/axum:inline' });
	});

	it('sets a run beside the newest other of its experiment, and never beside itself', () => {
		expect(complete('a=20260101-prime').state).toMatchObject({ b: '20260102-prime' });
		expect(complete('b=20260102-prime').state).toMatchObject({ a: '20260101-prime' });
		expect(complete('a=20260103-hello').state).toMatchObject({ b: '20260104-prime' });
	});

	it('passes over a run whose subjects never met', () => {
		const apart = new Map([
			[chi, new Set(['here'])],
			[node, new Set(['there'])],
			[axum, new Set(['there'])],
		]);
		const [, hello] = runs;
		const newest = { id: 'x', experiments: ['prime'], subjects: apart, isSound: true };
		const { state } = completeState(read(''), hello ? [newest, hello] : []);
		expect(state.run).toBe('20260103-hello');
	});

	it('takes one that did not pass them where no other has what is asked', () => {
		expect(complete('a=go/chi:single&b=node/http:single').state.run).toBe('20260103-hello');
		const [unsound] = runs;
		expect(completeState(read(''), unsound ? [unsound] : []).state.run).toBe('20260104-prime');
	});

	it('sets a subject beside one that was measured where it was', () => {
		const subjects = new Map([...measured(chi), [node, new Set(['elsewhere'])], ...measured(axum)]);
		const run = { id: 'x', experiments: ['prime'], subjects, isSound: true };
		expect(completeState(read(''), [run]).state).toMatchObject({ a: chi, b: axum });
		expect(completeState(read(`a=${node}`), [run]).state).toMatchObject({ a: node, b: chi });
	});

	it('says what is not here, and goes on without it', () => {
		expect(complete('a=2020-gone&b=20260101-prime')).toMatchObject({
			state: { a: '20260102-prime', b: '20260101-prime' },
			missing: ['This site has no run 2020-gone.'],
		});
		const [own] = complete('a=yours:20260101-prime').missing;
		expect(own).toContain('memory alone');
		expect(complete('run=20260102-prime&a=go/chi:single').missing).toEqual([
			'Run 20260102-prime did not measure go/chi:single.',
		]);
	});

	it('leaves empty what a site with a single run of a single subject does not have', () => {
		const one = [{ id: 'x', experiments: ['prime'], subjects: measured(node), isSound: false }];
		const empty: CompareState = read('');
		expect(completeState(empty, one).state).toMatchObject({ a: 'node/http:single', b: '' });
		expect(completeState({ ...empty, kind: 'runs', a: 'x' }, one).state).toMatchObject({ b: '' });
	});
});

describe('findingOf', () => {
	const judged = (...verdicts: ('lower' | 'higher' | 'tie')[]) =>
		verdicts.map((verdict) => ({ comparable: true as const, verdict }));

	it('counts each verdict in one sentence', () => {
		expect(findingOf(judged('lower', 'tie', 'lower', 'higher'))).toBe(
			'B is lower in 2 of 4, higher in 1 and no difference was detected in 1.',
		);
		expect(findingOf(judged('higher', 'tie'))).toBe(
			'B is higher in 1 of 2 and no difference was detected in 1.',
		);
		expect(findingOf(judged('tie', 'tie'))).toBe('B: no difference was detected in 2 of 2.');
		expect(findingOf(judged('lower'), 'The ratio')).toBe('The ratio is lower in 1 of 1.');
	});

	it('counts only what was compared', () => {
		expect(findingOf([...judged('lower'), { comparable: false }])).toContain('1 of 1');
		expect(findingOf([{ comparable: false }])).toBe('None of the cells in common can be compared.');
	});
});

describe('the strip of an interval', () => {
	it('has every end on one scale, and 1 too', () => {
		const scale = stripScale([
			{ low: 2, high: 3 },
			{ low: 1.5, high: 8 },
		]);
		const places = [1, 1.5, 2, 3, 8].map((ratio) => placeOn(scale, ratio));
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		expect(places[0]).toBeGreaterThan(0);
		expect(places.at(-1)).toBeLessThan(1);
	});

	it('puts halves as far to the left as doubles to the right', () => {
		const scale = stripScale([{ low: 0.25, high: 4 }]);
		expect(placeOn(scale, 1)).toBeCloseTo(0.5);
		expect(placeOn(scale, 0.5) + placeOn(scale, 2)).toBeCloseTo(1);
	});

	it('cuts off what goes on for ever', () => {
		const scale = stripScale([{ low: 1e-300, high: Infinity }]);
		expect(placeOn(scale, 1)).toBeCloseTo(0.5);
		expect([placeOn(scale, 0), placeOn(scale, Infinity)]).toEqual([0, 1]);
	});
});
