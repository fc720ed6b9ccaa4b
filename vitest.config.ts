import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['**/*.test.ts'],
					exclude: ['**/node_modules/**', 'dist/**', 'implementations/**', 'tests/**'],
				},
			},
			{
				test: {
					name: 'contract',
					include: ['implementations/contract/**/*.test.ts'],
					// Its cases wait more than they work: most of them side by side take as long as the longest.
					maxConcurrency: 40,
					testTimeout: 60_000,
				},
			},
		],
	},
});
