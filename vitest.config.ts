import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
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
					include: ['implementations/contract/**/*.test.ts', 'implementations/races/*.test.ts'],
					// Its cases wait more than they work: most of them side by side take as long as the longest.
					maxConcurrency: 40,
					testTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'rehearsal',
					include: ['tests/rehearsal/**/*.test.ts'],
					// One run at a time: a machine holds one lock.
					fileParallelism: false,
					testTimeout: 90_000,
				},
			},
			{
				test: {
					name: 'faults',
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
