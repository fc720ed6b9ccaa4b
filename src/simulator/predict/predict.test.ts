import { describe, expect, test } from 'vitest';
import { loop } from '../policies/loop.ts';
import { compare, measuredTimes, predict, type Scheduler } from './predict.ts';
import { parseRecord } from './record.ts';

const CSV = `operation,outcome,intendedNs,noticedNs,sentNs,firstByteNs,endedNs
long,valid,2000000,2000100,2000200,12000000,12100000
short,valid,0,100,200,900000,1000000
short,valid,3000000,3000100,3000200,13000000,13100000
short,timedOut,4000000,4000100,,,
`;

const oneLoop: Scheduler = { make: loop(), threads: 1, cores: 1, connections: 1 };
const demands = new Map([
	['short', { cpuMs: 1 }],
	['long', { cpuMs: 10 }],
]);

describe('a record of pacer', () => {
	const recorded = parseRecord(CSV);

	test('is read in the order in which requests should have started', () => {
		expect(recorded.map(({ intendedMs }) => intendedMs)).toEqual([0, 2, 3, 4]);
		expect(recorded[0]).toMatchObject({ operation: 'short', succeeded: true, endedMs: 1 });
		expect(recorded[3]).toEqual({ operation: 'short', succeeded: false, intendedMs: 4 });
	});

	test('without its columns is refused with what to do', () => {
		expect(() => parseRecord('operation,outcome\n')).toThrow("pacer's --record");
	});

	test('is replayed: the short request behind the long one waits for it', () => {
		const predicted = predict(recorded, demands, oneLoop);
		// 1 alone; 10 from 2 on; from 3 on until 12, and then 1 of its own.
		expect(predicted.mean).toBeCloseTo((1 + 10 + 10) / 3, 9);
		expect(predicted.p50).toBeCloseTo(10, 9);
	});

	test('has its waits and what passes elsewhere added', () => {
		const slower = new Map([
			['short', { cpuMs: 1, waitMs: 20, elsewhereMs: 0.5 }],
			['long', { cpuMs: 10 }],
		]);
		const [first] = recorded;
		if (first === undefined) throw new Error('The record is empty.');
		expect(predict([first], slower, oneLoop).mean).toBeCloseTo(21.5, 9);
	});

	test('of an operation that was not calibrated is refused', () => {
		expect(() => predict(recorded, new Map(), oneLoop)).toThrow('calibrated');
	});

	test('stands beside what was measured, with how far off it is and whether that was aimed at', () => {
		const rows = compare(predict(recorded, demands, oneLoop), measuredTimes(recorded));
		expect(rows.map(({ figure }) => figure)).toEqual(['mean', 'p50', 'p95', 'p99']);
		expect(rows[0]?.measuredMs).toBeCloseTo((1 + 10.1 + 10.1) / 3, 9);
		expect(rows[0]?.offBy).toBeCloseTo(21 / 21.2 - 1, 9);
		expect(rows.every(({ withinAim }) => withinAim)).toBe(true);
		const wrong = compare({ mean: 2, p50: 1, p95: 1, p99: 1 }, { mean: 1, p50: 1, p95: 1, p99: 1 });
		expect(wrong[0]).toMatchObject({ offBy: 1, withinAim: false });
	});
});
