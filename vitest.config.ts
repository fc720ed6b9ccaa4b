import { defineConfig } from 'vitest/config';

/**
 * Tests of servers, processes and clocks have deadlines that a busy machine misses now and then: among thirty thousand one in two
 * runs. What is wrong fails twice, and `npm test` names what did not pass at once.
 */
const retry = 1;

export default defineConfig({
	test: {
		reporters: ['default', './tests/second-attempts.ts'],
		projects: [
			{
				test: {
					name: 'unit',
					// No test of a unit is about time: a busy machine may take as long as it likes.
					testTimeout: 60_000,
					include: ['**/*.test.ts'],
					exclude: [
						'**/node_modules/**',
						'dist/**',
						'implementations/**',
						'tests/browser/**',
						'tests/faults/**',
						'tests/rehearsal/**',
					],
				},
			},
			{
				test: {
					name: 'contract',
					retry,
					include: ['implementations/contract/**/*.test.ts', 'implementations/races/*.test.ts'],
					// Its cases wait more than they work: most of them side by side take as long as the longest.
					maxConcurrency: 40,
					// Most of it in the queue of those that start a server (implementations/contract/turns.ts).
					testTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'rehearsal',
					retry,
					include: ['tests/rehearsal/**/*.test.ts'],
					// One run at a time: a machine holds one lock.
					fileParallelism: false,
					testTimeout: 90_000,
				},
			},
			{
				test: {
					name: 'faults',
					retry,
					include: ['tests/faults/**/*.test.ts'],
					// Each test has a repository and a lock of its own, and they wait more than they work.
					maxConcurrency: 4,
					testTimeout: 120_000,
					hookTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'prove',
					include: ['**/*.prove.ts'],
					fileParallelism: false,
					testTimeout: 900_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});
