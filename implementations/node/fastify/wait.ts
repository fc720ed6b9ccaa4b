import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginAsync } from 'fastify';
import { number, object, query } from './schemas.ts';

type Wait = { Querystring: { ms: number; units: number } };

// #region handler
/**
 * Waits, as for a database or another service, and then computes a little.
 *
 * A timer is an entry in a list of the event loop: nothing is blocked, and ten thousand of them cost little more than one. What a
 * timer cannot do is interrupt: it runs late by whatever runs then.
 */
export const waitRoutes: FastifyPluginAsync = async (app) => {
	app.get<Wait>(
		'/wait',
		{ schema: { querystring, response } },
		async ({ query: { ms, units } }) => {
			// A timer of 0 ms would wait 1 ms, its shortest time.
			if (ms > 0) await sleep(ms);
			return { ms, units, result: compute(units) };
		},
	);
};
// #endregion handler

/** Marsaglia's own start value ("Xorshift RNGs", Journal of Statistical Software 8(14), 2003). */
const START = 2_463_534_242;
const STEPS_PER_UNIT = 1_000;

/** A unit is 1,000 steps, some microseconds: each needs the one before, so there is no short cut. */
function compute(units: number): number {
	// Signed, as bitwise operators leave their results: a start value beyond 31 bits is a double to V8, and
	// the loop must not begin with one kind of number and go on with another.
	let x = START | 0;
	for (let step = 0; step < units * STEPS_PER_UNIT; step += 1) {
		x ^= x << 13;
		x ^= x >>> 17;
		x ^= x << 5;
	}
	// `>>> 0` reads the same 32 bits without a sign.
	return x >>> 0;
}

const querystring = query({ ms: [0, 10_000], units: [0, 1_000_000] });
const response = { 200: object({ ms: number, units: number, result: number }) };
