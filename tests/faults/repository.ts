import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll } from 'vitest';
import { git, writeFiles } from '../../bench-runner/temporary.ts';
import type { Experiment } from '../../src/core/schemas/experiment.ts';
import type { Implementation } from '../../src/core/schemas/implementation.ts';

const original = join(import.meta.dirname, '../..');
const programs = join(import.meta.dirname, 'programs');
const realPacer = join(original, 'bench-runner/pacer/target/release/pacer');
const realServer = join(original, 'implementations/go/net-http/bin/server');

/** A copy of the runner with an experiment, servers and a generator of its own, in which anything may go wrong. */
export interface FaultyRepository {
	root: string;
	/** What a command in it needs: where its programs are, and a folder of its own for the machine's lock. */
	environment: Record<string, string>;
}

/** What `programs/serve.sh` can do wrong; `good` does nothing wrong. */
export type ServerFault =
	| 'good'
	| 'ends-at-once'
	| 'never-ready'
	| 'wrong-answers'
	| 'ends-when-asked'
	| 'port-taken'
	| 'dies-in-warm-up'
	| 'dies-under-load'
	| 'deaf'
	| 'mute-once'
	| 'deaf-under-load';

/**
 * @param faults one variant of `go/server` each, in the experiment `faults`
 * @param changes to the experiment, such as a subject that does not build: `go/broken:good`
 */
export function faultyRepository(
	faults: readonly ServerFault[],
	changes: Partial<Experiment> = {},
): FaultyRepository {
	buildRealPrograms();
	const root = newFolder();
	writeFiles(root, {
		'.gitignore': 'node_modules\n.bench\nbin\nservers\npaused\ntmp\ntarget\n',
		'content/experiments/faults.yaml': JSON.stringify({ ...experiment(faults), ...changes }),
		...implementationFiles('go/server', faults, [['sh', '../../../bin/build.sh']]),
		...implementationFiles('go/broken', ['good'], [['sh', '-c', 'echo undefined: x >&2; exit 1']]),
	});
	copyRunner(root);
	mkdirSync(join(root, 'tmp'));
	git(root, 'init', '--quiet');
	git(root, 'config', 'user.name', 'Test');
	git(root, 'config', 'user.email', 'test@example.org');
	git(root, 'config', 'commit.gpgsign', 'false');
	git(root, 'add', '.');
	git(root, 'commit', '--quiet', '-m', 'first');
	const environment = {
		FAULTS_ROOT: root,
		REAL_PACER: realPacer,
		REAL_SERVER: realServer,
		TMPDIR: join(root, 'tmp'),
		PATH: [join(root, 'bin'), process.env['PATH']].join(delimiter),
	};
	return { root, environment };
}

/** The same files in another folder: what a fault did to one copy, the next does not see. */
export function copyOf({ root, environment }: FaultyRepository): FaultyRepository {
	const copy = newFolder();
	cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
	const moved = Object.entries(environment).map(([name, value]) => [
		name,
		value.replaceAll(root, copy),
	]);
	return { root: copy, environment: Object.fromEntries(moved) as Record<string, string> };
}

const folders: string[] = [];

// Not when a test ends: of tests that run side by side, vitest cannot say which one made a folder.
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'faults-'));
	folders.push(folder);
	return folder;
}

function copyRunner(root: string): void {
	for (const folder of [
		'bench-runner',
		'implementations/contract',
		'services',
		'setup',
		'src/core',
	]) {
		cpSync(join(original, folder), join(root, folder), {
			recursive: true,
			filter: (path) => !/\/pacer\/|\.(test|prove)\.ts$/.test(path),
		});
	}
	cpSync(join(original, 'package.json'), join(root, 'package.json'));
	cpSync(join(original, 'content/workloads'), join(root, 'content/workloads'), { recursive: true });
	symlinkSync(join(original, 'node_modules'), join(root, 'node_modules'));
	cpSync(programs, join(root, 'bin'), { recursive: true });
	const pacer = join(root, 'bench-runner/pacer/target/release/pacer');
	cpSync(join(programs, 'pacer.sh'), pacer, { recursive: true });
	chmodSync(pacer, 0o755);
}

/** With nothing changed the compilers answer at once. */
function buildRealPrograms(): void {
	if (!existsSync(realPacer)) {
		const folder = join(original, 'bench-runner/pacer');
		execFileSync('cargo', ['build', '--release', '--locked', '--quiet'], { cwd: folder });
	}
	if (!existsSync(realServer)) {
		const folder = join(original, 'implementations/go/net-http');
		execFileSync('go', ['build', '-o', realServer, '.'], { cwd: folder });
	}
}

function experiment(faults: readonly ServerFault[]): Experiment {
	const profile = { rounds: 1, warmupSeconds: 0.1, windowScale: 1 };
	return {
		id: 'faults',
		question: 'What does a run do when something goes wrong?',
		workload: 'prime',
		subjects: faults.map((fault) => ({ id: `go/server:${fault}`, tracks: ['1'] })),
		// Not among the subjects, so that there is no twin to wait for.
		duplicate: 'go/server:none',
		warmup: { operation: 'n500', connections: 2 },
		loads: {
			capacity: { kind: 'closed', operation: 'n500', connections: 2, seconds: 0.2, tracks: ['1'] },
		},
		profiles: { smoke: profile, quick: profile, standard: profile, full: profile },
		predicts: [],
	};
}

function implementationFiles(
	id: string,
	faults: readonly ServerFault[],
	build: string[][],
): Record<string, string> {
	const variants = faults.map((fault) => [
		fault,
		{ summary: fault, start: ['sh', '../../../bin/serve.sh', fault] },
	]);
	const value: Partial<Implementation> = {
		id,
		language: 'go',
		title: id,
		tools: ['git'],
		build,
		version: ['echo', '{"server":"1.0.0"}'],
		workloads: { prime: 'README.md' },
		variants: Object.fromEntries(variants) as Implementation['variants'],
		deploys: ['README.md'],
	};
	return {
		[`implementations/${id}/implementation.json`]: JSON.stringify(value),
		[`implementations/${id}/README.md`]: 'A server with faults.\n',
	};
}
