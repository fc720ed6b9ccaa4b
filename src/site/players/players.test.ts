import { describe, expect, test } from 'vitest';
import { readAddress, writeAddress } from './address.ts';
import { drawHistogram, drawLane, momentAt, mostWaiting, placeOf, widths } from './draw.ts';
import { findingOf, play, timesBy } from './play.ts';
import { usualValues, type Parameter } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { momentsOf, sayState, tabulate, tellState } from './tell.ts';

const parameters: readonly Parameter[] = [
	{ id: 'rate', label: 'Requests', unit: 'a second', least: 20, most: 200, step: 10, value: 100 },
];

describe.each([...scenarios.values()])('the scene $id', (scenario) => {
	const lanes = play(scenario, usualValues(scenario));

	test('has drawn all that it simulates: each computing stretch of a thread with a row', () => {
		for (const [index, played] of lanes.entries()) {
			const most = mostWaiting(lanes);
			const drawn = drawLane(scenario, played, { index, width: 'wide', most, label: 'x' });
			const bars = drawn.match(/class="bar /g)?.length;
			const shown = played.stretches.filter(
				({ thread, fromMs }) => thread < played.lane.rows.length && fromMs < scenario.endMs,
			);
			expect(bars).toBe(shown.length);
			expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
			expect(drawn.length, 'bytes of a picture').toBeLessThan(60_000);
		}
	});

	test('draws nothing beyond its edges', () => {
		for (const [index, played] of lanes.entries()) {
			const drawn = drawLane(scenario, played, { index, width: 'narrow', most: 9, label: 'x' });
			const rights = [
				...drawn.matchAll(/class="bar [^>]* x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g),
			];
			expect(rights.length).toBeGreaterThan(0);
			const most = Math.max(...rights.map(([, x, width]) => Number(x) + Number(width)));
			expect(most).toBeLessThanOrEqual(widths.narrow);
		}
	});

	test('gives every lane the same requests', () => {
		const arrivals = lanes.map(({ answers }) => answers.map(({ arrivedMs }) => arrivedMs));
		for (const one of arrivals) expect(one).toEqual(arrivals[0]);
	});

	test('can be read as words: a finding, a state, a table with every answer', () => {
		for (const played of lanes) {
			expect(findingOf(scenario, played)).toMatch(/^Half of the \d+ .+ within .+ ms\.$/);
			const told = tellState(scenario, played, scenario.tellsOfMs);
			expect(told.length).toBe(played.lane.rows.length + played.lane.queues.length);
		}
		expect(sayState(scenario, lanes, scenario.tellsOfMs)).toMatch(/^At .+ ms\. /);
		const rows = tabulate(scenario, lanes);
		expect(rows).toHaveLength(lanes[0]?.answers.length ?? NaN);
		expect(rows.every((row) => row.length === 3 + lanes.length && !row.includes(''))).toBe(true);
	});

	test('stays sound at either end of every parameter', () => {
		for (const { id, least, most } of scenario.parameters) {
			for (const value of [least, most]) {
				const changed = play(scenario, { ...usualValues(scenario), [id]: value });
				const answered = changed.every(({ answers }) =>
					answers.every(({ answeredMs }) => Number.isFinite(answeredMs)),
				);
				expect(answered, `${id} ${value}`).toBe(true);
			}
		}
	});

	test('finds the moment under a pointer, and the ends beyond the edges', () => {
		const { endMs } = scenario;
		for (const width of ['narrow', 'wide'] as const) {
			const middle = momentAt(placeOf(endMs / 2, scenario, width), scenario, width);
			// A picture's places are rounded to a tenth of a pixel.
			expect(Math.abs(middle - endMs / 2)).toBeLessThan((0.1 * endMs) / 200);
			expect(momentAt(0, scenario, width)).toBe(0);
			expect(momentAt(widths[width] + 50, scenario, width)).toBe(endMs);
		}
	});

	test('steps through moments in order, each once', () => {
		const moments = momentsOf(scenario, lanes);
		expect(moments).toEqual([...new Set(moments)].toSorted((one, other) => one - other));
		expect(moments.length).toBeGreaterThan(20);
	});
});

test('the histogram fills: of the answers so far, each is in one column', () => {
	const scenario = [...scenarios.values()][0];
	if (scenario === undefined) throw new Error('There are no scenes.');
	const [played] = play(scenario, usualValues(scenario));
	if (played === undefined) throw new Error('The scene has no lanes.');
	const counts = [300, Infinity].map((atMs) => {
		const times = timesBy(played, scenario.judged, atMs);
		const label = /aria-label="([^"]+)"/.exec(drawHistogram(times, 100))?.[1] ?? '';
		const counted = [...label.matchAll(/(\d+) up to/g)].reduce((sum, [, n]) => sum + Number(n), 0);
		expect(counted).toBe(times.length);
		return counted;
	});
	expect(counts[0]).toBeLessThan(counts[1] ?? NaN);
});

describe('the address of a player', () => {
	test('brings back what was set, and keeps what is not its own', () => {
		const search = writeAddress('?other.at=3&q=x', 'one', parameters, {
			values: { rate: 60 },
			atMs: 12.34,
		});
		expect(search).toBe('?other.at=3&q=x&one.rate=60&one.at=12.3');
		expect(readAddress(search, 'one', parameters, 100)).toEqual({
			values: { rate: 60 },
			atMs: 12.3,
		});
	});

	test('is not believed beyond what can be set', () => {
		const read = (search: string) => readAddress(search, 'one', parameters, 100);
		expect(read('?one.rate=1e9&one.at=-5')).toEqual({ values: { rate: 200 }, atMs: 0 });
		expect(read('?one.rate=many')).toEqual({ values: { rate: 100 } });
	});
});
