import { countCargo, countGo, countPlaywright, countVitest, type Suite } from './suite.ts';

const node = process.execPath;
const bin = (name: string) => `node_modules/.bin/${name}`;
const vitest = (project: string) => [node, bin('vitest'), 'run', '--project', project];

function rust(name: string, folder: string): Suite {
	return {
		name,
		needs: ['cargo', 'cc'],
		steps: [
			{ command: ['cargo', 'fmt', '--check'], folder },
			{
				command: [
					'cargo',
					'clippy',
					'--locked',
					'--all-targets',
					'--quiet',
					'--',
					'-D',
					'warnings',
				],
				folder,
			},
			{ command: ['cargo', 'test', '--locked', '--quiet'], folder, count: countCargo },
			{ command: ['cargo', 'build', '--locked', '--release', '--quiet'], folder },
		],
	};
}

/** Compilers; slow, independent of the rest, and needed by what follows. */
export const buildSuites: readonly Suite[] = [
	rust('pacer', 'bench-runner/pacer'),
	rust('rust/axum', 'implementations/rust/axum'),
];

/** Quick looks at the source; they run beside the compilers. */
export const sourceSuites: readonly Suite[] = [
	{
		name: 'format',
		steps: [{ command: [node, bin('prettier'), '--check', '.', '--log-level', 'warn'] }],
	},
	{ name: 'types', steps: [{ command: [node, 'node_modules/astro/bin/astro.mjs', 'check'] }] },
	{ name: 'lint', steps: [{ command: [node, bin('eslint'), '.', '--max-warnings', '0'] }] },
	{ name: 'unused', steps: [{ command: [node, bin('knip')] }] },
	{
		name: 'go/net-http',
		needs: ['go'],
		steps: [
			{
				command: ['sh', '-c', 'files=$(gofmt -l .); [ -z "$files" ] || { echo "$files"; exit 1; }'],
				folder: 'implementations/go/net-http',
			},
			{ command: ['go', 'vet', './...'], folder: 'implementations/go/net-http' },
			{
				command: ['go', 'test', '-v', './...'],
				folder: 'implementations/go/net-http',
				count: countGo,
			},
		],
	},
	{
		name: 'workflows',
		needs: ['go'],
		steps: [{ command: ['go', 'run', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'] }],
	},
	{ name: 'units', steps: [{ command: vitest('unit'), count: countVitest }] },
];

/** One after the other, because they start servers, load them or open a browser. */
export const wholeSuites: readonly Suite[] = [
	{ name: 'contract', steps: [{ command: vitest('contract'), count: countVitest }] },
	{
		name: 'smoke run',
		needs: ['cargo', 'cc'],
		steps: [{ command: [node, 'bench-runner/cli.ts', 'prime', '--profile', 'smoke'] }],
	},
	{
		name: 'rehearsal',
		needs: ['cargo', 'cc', 'go'],
		steps: [{ command: vitest('rehearsal'), count: countVitest }],
	},
	{
		name: 'site',
		steps: [{ command: [node, 'node_modules/astro/bin/astro.mjs', 'build', '--silent'] }],
	},
	{
		name: 'browser',
		steps: [
			{ command: [node, bin('playwright'), 'test', '--reporter=list'], count: countPlaywright },
		],
	},
];
