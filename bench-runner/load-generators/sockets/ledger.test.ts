import { expect, it } from 'vitest';
import { newLedger } from './ledger.ts';

it('answers a message with its last receiver, and counts the time that it was due', () => {
	const ledger = newLedger(100);
	const one = ledger.send(10, 12, 2);
	expect(ledger.receive(one, true, () => 20)).toBe(false);
	expect(ledger.receive(one, true, () => 30)).toBe(true);
	expect(ledger.totals(100)).toMatchObject({
		valid: 1,
		answersInWindow: 1,
		unfinished: 0,
		inFlightMax: 1,
		inFlightIntegralSeconds: 0.02,
		responseTime: { min: 20_000, max: 20_000 },
		serviceTime: { min: 18_000 },
		scheduleLag: { min: 2_000 },
	});
});

it('counts what comes after the window as answered, and its time in flight only inside', () => {
	const ledger = newLedger(100);
	const late = ledger.send(90, 90, 1);
	ledger.send(95, 95, 1);
	ledger.receive(late, true, () => 150);
	expect(ledger.totals(100)).toMatchObject({
		sent: 2,
		valid: 1,
		answersInWindow: 0,
		unfinished: 1,
		inFlightIntegralSeconds: 0.015,
		responseTime: { max: 60_000 },
	});
});

it('takes a message that one receiver got wrong for wrong', () => {
	const ledger = newLedger(100);
	const one = ledger.send(0, 0, 2);
	ledger.receive(one, false, () => 1);
	ledger.receive(one, true, () => 2);
	expect(ledger.totals(100)).toMatchObject({ valid: 0, wrong: 1, responseTime: { count: 0 } });
});
