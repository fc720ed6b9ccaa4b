import { expect, it } from 'vitest';
import { splitMix64 } from '../../src/core/statistics/random.ts';
import { gateContext, histogramOf, loadResult, openLoad, rightAnswers } from '../samples.ts';
import { overload } from './overload.ts';

/*
 * Simulated windows whose truth is known: one server, Poisson arrivals, exponential service times, which queue more than
 * any of our servers' do (Harchol-Balter, "Performance Modeling and Design of Computer Systems", section 13.3).
 */

/** That of `openLoad`. */
const ratePerSecond = 500;
const seconds = 2.6;
const draws = 500;

it.each([0.5, 0.8, 0.9])(
	'passes at least 99 in 100 windows of a stable queue, at %d of its capacity',
	(utilisation) => {
		expect(passedOf(utilisation)).toBeGreaterThanOrEqual(0.99);
	},
);

it.each([1.2, 1.5])(
	'fails at least 99 in 100 windows of a server that is offered %d times what it can do',
	(utilisation) => {
		expect(passedOf(utilisation)).toBeLessThanOrEqual(0.01);
	},
);

function passedOf(utilisation: number): number {
	const random = splitMix64(7);
	const uniform = () => Number(random() >> 11n) / 2 ** 53;
	const exponential = (mean: number) => -mean * Math.log(1 - uniform());
	const windows = Array.from({ length: draws }, () => simulate(utilisation, exponential));
	const passed = windows.filter((result) => {
		const outcome = overload.judge(gateContext({ load: openLoad, result }));
		// With too few requests it does not apply, and lets the window through.
		return outcome === undefined || outcome.pass;
	});
	return passed.length / draws;
}

function simulate(utilisation: number, exponential: (mean: number) => number) {
	let [arrival, free, scheduled, answersInWindow, leastSeconds] = [0, 0, 0, 0, Infinity];
	for (;;) {
		arrival += exponential(1 / ratePerSecond);
		if (arrival > seconds) break;
		scheduled += 1;
		free = Math.max(free, arrival) + exponential(utilisation / ratePerSecond);
		leastSeconds = Math.min(leastSeconds, free - arrival);
		if (free <= seconds) answersInWindow += 1;
	}
	return loadResult({
		seconds,
		answersInWindow,
		counts: { ...rightAnswers, scheduled, valid: scheduled },
		responseTime: histogramOf([leastSeconds * 1e6]),
	});
}
