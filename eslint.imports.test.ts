import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { importRules } from './eslint.imports.js';

const allowed = [
	['src/charts/chart.ts', "import '../core/format.ts';"],
	['src/core/claims/judge.ts', "import '../schemas/claim.ts'; import 'zod';"],
	['src/simulator/simulate.ts', "import './heap.ts'; import '../core/format.ts';"],
	[
		'src/simulator/policies/go.ts',
		"import '../../core/truth/quick-random.ts'; import '../ring.ts';",
	],
	['src/core/schemas/schemas.test.ts', "import 'node:fs';"],
	['bench-runner/stages/4-load.ts', "import '../../src/core/schemas/run.ts'; import 'node:fs';"],
	['bench-runner/stages/3-verify.ts', "import '../../implementations/contract/run-cases.ts';"],
	['implementations/contract/subjects.ts', "import '../../src/core/schemas/implementation.ts';"],
	['implementations/node/http/main.ts', "import './single.ts'; import 'node:http';"],
	['src/core/statistics/histogram.ts', 'const a = counts.get(1) ?? 0, b = list[1] ?? 0;'],
] as const;

const forbidden = [
	['src/site/data/folders.ts', "import '../../../bench-runner/catalogue.ts';"],
	['src/site/data/folders.ts', "await import('../../../bench-runner/catalogue.ts');"],
	['src/components/Source.astro', "import '../../bench-runner/catalogue.ts';"],
	['src/charts/chart.ts', "import '../../implementations/node/http/prime.ts';"],
	['src/core/schemas/run.ts', "import 'node:fs';"],
	['src/core/schemas/run.ts', "import 'astro:content';"],
	['src/core/schemas/run.ts', "import '../../charts/chart.ts';"],
	['src/core/format.ts', "import '../charts/chart.ts';"],
	['src/core/format.test.ts', "import '../../bench-runner/summary.ts';"],
	['src/core/format.ts', 'document.title;'],
	['src/simulator/model.ts', 'fetch(1);'],
	['src/simulator/model.ts', "import 'node:fs';"],
	['src/simulator/model.ts', "import '../charts/chart.ts';"],
	['src/simulator/policies/go.ts', "import '../../site/lanes/rules.ts';"],
	['src/simulator/policies/go.test.ts', "import '../../../bench-runner/summary.ts';"],
	['bench-runner/summary.ts', "import '../src/charts/chart.ts';"],
	['bench-runner/summary.ts', "import '../implementations/node/http/prime.ts';"],
	['bench-runner/summary.ts', "import '@astrojs/mdx';"],
	['bench-runner/summary.ts', 'const missing = window.latencyMsP99 ?? 0;'],
	['implementations/contract/subjects.ts', "import '../../src/core/format.ts';"],
	['implementations/contract/subjects.ts', "import '../../bench-runner/catalogue.ts';"],
	['implementations/node/http/main.ts', "import '../../contract/subjects.ts';"],
	['implementations/node/http/main.ts', "import '../fastify/main.ts';"],
	['services/postgres/fill.ts', "import '../../bench-runner/catalogue.ts';"],
	['services/postgres/fill.ts', "import '../../src/core/format.ts';"],
	['setup/start.ts', "import '../bench-runner/cli.ts';"],
] as const;

describe('the import rules', () => {
	test.each(allowed)('%s may say %s', (filename, code) => {
		expect(findings(filename, code)).toEqual([]);
	});

	test.each(forbidden)('%s may not say %s', (filename, code) => {
		expect(findings(filename, code)).toHaveLength(1);
	});
});

function findings(filename: string, code: string): string[] {
	return new Linter().verify(code, importRules, { filename }).map(({ message }) => message);
}
