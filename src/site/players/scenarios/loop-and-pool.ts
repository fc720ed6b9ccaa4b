import { loopWithPool } from '../../../simulator/policies/loop-with-pool.ts';
import { valueOf, type Scenario } from '../scenario.ts';
import { computes, every, scripted } from './script.ts';

const [REQUEST, HASH, LONG, TIMER] = [0, 1, 2, 3] as const;
const HASHES_AT_MS = [4, 6, 8, 10, 12, 14];

/** One thread for JavaScript, and others that it hands work to. */
export const loopAndPool: Scenario = {
	id: 'loop-and-pool',
	title: 'One loop, and the threads behind it',
	endMs: 240,
	tellsOfMs: 70,
	speeds: [5, 20, 80],
	parameters: [
		{
			id: 'pool',
			label: 'UV_THREADPOOL_SIZE',
			unit: 'threads',
			least: 1,
			most: 8,
			step: 1,
			value: 4,
		},
		{
			id: 'long',
			label: 'A handler computes',
			unit: 'ms',
			least: 0,
			most: 100,
			step: 5,
			value: 60,
		},
	],
	kinds: [
		{ name: 'request', look: 'short' },
		{ name: 'hash', look: 'pool' },
		{ name: 'computing handler', look: 'long' },
		{ name: 'timer', look: 'short' },
	],
	judged: REQUEST,
	histogram: false,
	lanes(values) {
		const pool = valueOf(values, 'pool');
		const longMs = valueOf(values, 'long');
		return [
			{
				name: `One process on four cores, a pool of ${pool}`,
				language: 'node',
				rule: 'JavaScript runs on the loop alone; the pool hashes, and its results come back through the loop.',
				model: scripted(
					[
						{ name: 'request', phases: [computes(2)] },
						{
							name: 'hash',
							phases: [
								computes(1),
								{ kind: 'pool', demandMs: { kind: 'fixed', ms: 60 } },
								computes(1),
							],
						},
						{ name: 'computing handler', phases: [computes(longMs)] },
						{
							name: 'timer',
							phases: [
								computes(1),
								{ kind: 'wait', demandMs: { kind: 'fixed', ms: 30 } },
								computes(1),
							],
						},
					],
					[
						...every(15, 2, 220, REQUEST),
						...HASHES_AT_MS.map((atMs) => [atMs, HASH] as const),
						[90, TIMER],
						...(longMs > 0 ? [[100, LONG] as const] : []),
					],
				),
				make: loopWithPool(pool),
				cores: 4,
				threads: 1 + pool,
				rows: ['loop', ...Array.from({ length: pool }, (_, index) => `pool ${index + 1}`)],
				queues: [
					{ name: 'poll: sockets and results', places: [1] },
					{ name: 'timers, last', places: [2] },
					{ name: 'this phase', places: [0] },
					{ name: 'queue of the pool', places: [3] },
				],
			},
		];
	},
	assumptions: [
		'A hash stands for what libuv gives to its pool: crypto’s asynchronous functions, file access, dns.lookup, zlib. It computes for 60 ms.',
		'A request needs 2 ms of JavaScript. Phases of the loop in which nothing of this happens are left out.',
		'With more running threads than cores, the operating system is taken to share the cores evenly.',
		'Worker threads have a form like the pool’s: they run JavaScript, but each its own, with a loop of its own.',
	],
};
