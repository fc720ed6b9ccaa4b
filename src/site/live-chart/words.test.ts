import { describe, expect, it } from 'vitest';
import { charts } from '../../charts/index.ts';
import { rateCell, sampleCells, sampleContext } from '../../charts/samples.ts';
import { spoken, tell } from './words.ts';

describe('tell', () => {
	it('says each figure with the unit of its heading, and the interval in the same', () => {
		const told = tell(
			['Subject', 'Median, ms of CPU a request', 'Interval', 'Rounds', 'Gates'],
			['Go net/http, single', '11.9', '11.5 to 12.1', '8', 'passed'],
		);
		expect(told).toEqual({
			title: 'Go net/http, single',
			lines: [
				{ label: 'Median', value: '11.9 ms of CPU a request' },
				{ label: 'Interval', value: '11.5 to 12.1 ms of CPU a request' },
				{ label: 'Rounds', value: '8' },
				{ label: 'Gates', value: 'passed' },
			],
			notes: [],
		});
	});

	it('gives no unit to words that stand in a figure’s place, and leaves out what is empty', () => {
		const { lines } = tell(['Subject', 'p99, ms', 'Interval'], ['Go', 'too few requests', '']);
		expect(lines).toEqual([{ label: 'p99', value: 'too few requests' }]);
	});

	it('says what a band and a cross mean', () => {
		const columns = ['Subject', 'Median, ms', 'Gates'];
		const crossed = tell(columns, ['Go', '1', 'not passed: steal'], { tied: true });
		expect(crossed.notes).toEqual([
			'Within the band no difference was detected.',
			'It did not pass a gate and may not be trusted.',
		]);
		expect(tell(columns, ['Go', '1', 'passed']).notes).toEqual([]);
	});
});

describe('of real charts', () => {
	const told = (question: string, cells = sampleCells()) => {
		const chart = charts.get(question);
		if (chart === undefined) throw new Error('no chart');
		const { columns, rows } = chart.table(sampleContext(chart, cells));
		return rows.map((row) => spoken(tell(columns, row)));
	};

	it('speaks value, interval, rounds and gates of an estimate', () => {
		expect(told('prime-cpu-per-request')[0]).toMatch(
			/^Node\.js node:http, single: Median 30 ms of CPU a request; Interval [\d.]+ to [\d.]+ ms of CPU a request; Rounds 6; Gates passed\.$/,
		);
	});

	it('speaks the percentiles of a latency, and the gates that failed', () => {
		const gates = [{ gate: 'steal', pass: false }];
		const cell = { ...rateCell('go/net-http:single', 500, { 50: 2, 90: 4 }), gates };
		expect(told('prime-latency-at-rate', [cell])[0]).toBe(
			'Go net/http, single: Load 500 requests a second; p50 2.00 (1.80 to 2.20) ms; p90 4.00 (3.60 to 4.40) ms; p95 too few requests; p99 too few requests; Gates not passed: steal. It did not pass a gate and may not be trusted.',
		);
	});
});
