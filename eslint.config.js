import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importRules } from './eslint.imports.js';

/*
 * Three kinds of rule. What a formatter or the compiler already decides is not among them.
 *   1. mistakes that need types to be seen (a promise nobody awaits, a case nobody handles);
 *   2. the sizes and habits of CONTRIBUTING.md;
 *   3. the import rules that keep the invariants of ARCHITECTURE.md.
 * Run with `--max-warnings 0`: a rule is an error or it is not here.
 */

const code = ['**/*.{ts,js,mjs}'];
const tests = ['**/*.{test,prove}.ts', 'tests/**', 'implementations/contract/**'];

export default defineConfig(
	globalIgnores(['**/dist', '**/target', '.astro', '.bench', '.tools', 'content/results']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
	{
		files: code,
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-deprecated': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unnecessary-condition': 'error',
			'@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// A function can be async because the interface it fills is.
			'@typescript-eslint/require-await': 'off',
			// Objects here are plain data whose functions never use `this`.
			'@typescript-eslint/unbound-method': 'off',
			eqeqeq: 'error',
			'no-param-reassign': 'error',
			'no-var': 'error',
			'prefer-const': 'error',
		},
	},
	{
		files: tests,
		rules: {
			// `describe` is a list of tests, and nobody has to follow it from top to bottom.
			'max-lines-per-function': 'off',
			// Matchers such as `expect.any` are `any`, and a parsed answer is what the test is about.
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
		},
	},
	{
		files: [...code, '**/*.astro'],
		ignores: tests,
		rules: {
			'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
		},
	},
	{ files: [...code, '**/*.astro'], rules: { 'max-lines': ['error', { max: 250 }] } },
	// Plain JavaScript has no types to check; of components `astro check` has them, ESLint sees each as `any`.
	{ files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
	astro.configs['flat/recommended'],
	{ files: ['**/*.astro', '**/*.astro/*.{ts,js}'], extends: [tseslint.configs.disableTypeChecked] },
	...importRules,
);
