import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, primeAnswer } from '../expect-answer.ts';
import { ask, open, request } from '../http-connection.ts';

/** Spread over the range, with both ends; the sieve below says what is right, not a server. */
const ASKED = [1, 2, 3, 4, 5, 6, 10, 25, 97, 168, 500, 997, 1229, 2000, 4321, 19_999, 20_000];

/**
 * 8,427,906 divisions at one a cycle and 6 GHz take 1.4 ms, and no processor divides in one cycle.
 * Only a remembered answer, or another algorithm such as a sieve, is faster.
 */
const LEAST_MS = 1.4;

const same = (target: string, n: number): ContractCase => ({
	name: `${target} answers for n = ${n}`,
	workload: 'prime',
	run: async (server) =>
		expectAnswer(`GET ${target}`, await ask(server, target), primeAnswer(n, nthPrime(n))),
});

export const primeAnswerCases: ContractCase[] = [
	...ASKED.map((n) => same(`/prime?n=${n}`, n)),
	same('/prime?n=%35', 5),
	same('/prime?n=%31%30', 10),
	same('/prime?n=5&x=1', 5),
	same('/prime?x=1&n=5', 5),
	same('/prime?n=5&x=%zz', 5),
	same('/prime?n=5&N=7&nn=8', 5),
	same('/prime?n=5&', 5),
	// RFC 9112 3.2.2: a server accepts the absolute form too, which is what proxies are sent.
	same('http://contract.test/prime?n=5', 5),
	{
		name: 'the same question costs its divisions each time',
		workload: 'prime',
		run: async (server) => {
			const connection = await open(server);
			try {
				for (let time = 1; time <= 12; time += 1) {
					const startedMs = performance.now();
					connection.send(request('/prime?n=20000'));
					await connection.answer();
					const tookMs = performance.now() - startedMs;
					if (tookMs >= LEAST_MS) continue;
					throw new Error(`expected ${LEAST_MS} ms or more, got ${tookMs.toFixed(2)} ms`);
				}
			} finally {
				connection.destroy();
			}
		},
	},
];

/** By a sieve, so that it shares no mistake with the trial division that it checks. */
function nthPrime(n: number): number {
	const largest = 224_737;
	const composite = new Uint8Array(largest + 1);
	for (let candidate = 2, found = 0; candidate <= largest; candidate += 1) {
		if (composite[candidate] === 1) continue;
		found += 1;
		if (found === n) return candidate;
		for (let multiple = candidate * 2; multiple <= largest; multiple += candidate) {
			composite[multiple] = 1;
		}
	}
	throw new Error(`The sieve ends at the 20000th prime; it has no ${n}th.`);
}
