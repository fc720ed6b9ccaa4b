import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	countCargo,
	countGo,
	countPlaywright,
	countVitest,
	type Step,
	type Suite,
} from './suite.ts';

const root = join(import.meta.dirname, '..');
const node = process.execPath;
const astro = 'node_modules/astro/bin/astro.mjs';
const bin = (name: string) => `node_modules/.bin/${name}`;
const vitest = (project: string) => [node, bin('vitest'), 'run', '--project', project];

function rust(name: string, folder: string): Suite {
	const cargo = (command: string) => ['cargo', command, '--locked', '--quiet'];
	// One profile for all three, so that a library or a macro is compiled once (tests/test-builds.ts).
	const all = ['--release', '--all-features'];
	return {
		name,
		needs: ['cargo', 'cc'],
		steps: [
			{ command: ['cargo', 'fmt', '--check'], folder },
			{ command: [...cargo('build'), ...all], folder },
			{ command: [...cargo('test'), ...all], folder, count: countCargo },
			{ command: [...cargo('clippy'), '--all-targets', ...all, '--', '-D', 'warnings'], folder },
		],
	};
}

/** Its tests too with each experiment of the Go toolchain that some variant is built with. */
function go(name: string, folder: string): Suite {
	const unformatted = 'files=$(gofmt -l .); [ -z "$files" ] || { echo "$files"; exit 1; }';
	return {
		name,
		needs: ['go'],
		steps: [
			{ command: ['sh', '-c', unformatted], folder },
			{ command: ['go', 'vet', './...'], folder },
			{ command: ['go', 'test', '-v', './...'], folder, count: countGo },
			...experimentsOf(folder).flatMap((experiment): Step[] => {
				const environment = { GOEXPERIMENT: experiment };
				return [
					{ command: ['go', 'vet', './...'], folder, environment },
					{ command: ['go', 'test', '-v', './...'], folder, environment, count: countGo },
				];
			}),
		],
	};
}

/** `jsonv2` where a build command of the implementation says `GOEXPERIMENT=jsonv2`. */
function experimentsOf(folder: string): string[] {
	const manifest = readFileSync(join(root, folder, 'implementation.json'), 'utf8');
	return [...manifest.matchAll(/"GOEXPERIMENT=(\w+)"/g)].map(([, experiment = '']) => experiment);
}

/** Its packages, which the types and the linter read; its code is in the suites of all TypeScript. */
function nodeServer(name: string, folder: string): Suite {
	return { name, steps: [{ command: ['npm', 'ci', '--no-audit', '--no-fund'], folder }] };
}

/** A new server is tested because its folder is there. */
function serversOf(language: string, suite: (name: string, folder: string) => Suite): Suite[] {
	return (
		globSync(`implementations/{${language},systems}/*/implementation.json`, { cwd: root })
			.map((path) => [path, readJson(path)] as const)
			// A front that only passes on has no packages, and no source in the language of what is behind it.
			.filter(([, { language: own, passesOn }]) => own === language && !passesOn)
			.map(([path]) => dirname(path))
			.sort()
			.map((folder) => suite(folder.replace('implementations/', ''), folder))
	);
}

function readJson(path: string): { language?: string; passesOn?: true } {
	return JSON.parse(readFileSync(join(root, path), 'utf8')) as {
		language?: string;
		passesOn?: true;
	};
}

/** Compilers; slow, independent of the rest, and needed by what follows. */
export const buildSuites: readonly Suite[] = [
	rust('pacer', 'bench-runner/pacer'),
	...serversOf('rust', rust),
];

/** Quick looks at the source; they run beside the compilers. */
export const sourceSuites: readonly Suite[] = [
	...serversOf('node', nodeServer),
	{
		name: 'format',
		steps: [{ command: [node, bin('prettier'), '--check', '.', '--log-level', 'warn'] }],
	},
	{ name: 'types', steps: [{ command: [node, astro, 'check'] }] },
	{ name: 'spelling', steps: [{ command: [node, bin('cspell'), 'lint', '--no-progress'] }] },
	{ name: 'lint', steps: [{ command: [node, bin('eslint'), '.', '--max-warnings', '0'] }] },
	{ name: 'unused', steps: [{ command: [node, bin('knip')] }] },
	...serversOf('go', go),
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
		name: 'faults',
		needs: ['git', 'cargo', 'cc', 'go'],
		steps: [{ command: vitest('faults'), count: countVitest }],
	},
	{
		name: 'rehearsal',
		needs: ['cargo', 'cc', 'go'],
		steps: [{ command: vitest('rehearsal'), count: countVitest }],
	},
	{
		name: 'site',
		steps: [{ command: [node, astro, 'build', '--silent'] }],
	},
	{
		name: 'browser',
		steps: [
			{ command: [node, bin('playwright'), 'test', '--reporter=list'], count: countPlaywright },
		],
	},
];
