import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { countCargo, countVitest, type Suite } from './suite.ts';

const root = join(import.meta.dirname, '..');
const node = process.execPath;
const vitest = [node, 'node_modules/.bin/vitest', 'run', '--project', 'prove'];

/** Tests that Rust marks `#[ignore]` because they take long: fuzzing, long truth tests. */
function ignoredRustTests(name: string, folder: string): Suite {
	return {
		name,
		needs: ['cargo', 'cc'],
		steps: [
			{ command: ['cargo', 'build', '--locked', '--release', '--quiet'], folder },
			{
				command: ['cargo', 'test', '--locked', '--release', '--quiet', '--', '--ignored'],
				folder,
				count: countCargo,
			},
		],
	};
}

/** A proof is run because its file is there: one suite a `*.prove.ts`, in the name of its file. */
function proofFiles(): Suite[] {
	return globSync('{bench-runner,implementations,src,tests}/**/*.prove.ts', {
		cwd: root,
		exclude: ['**/node_modules/**'],
	})
		.sort()
		.map((path) => ({
			name: basename(path, '.prove.ts'),
			needs: ['cargo', 'cc', 'go'],
			steps: [{ command: [...vitest, path], count: countVitest }],
		}));
}

/** Our generator beside its peers, in the profile that only shows that the benchmark works. */
function instrument(): Suite[] {
	if (globSync('bench-runner/benchmark/*.ts', { cwd: root }).length === 0) return [];
	const command = [node, 'bench-runner/cli.ts', 'instrument', '--profile', 'smoke'];
	return [{ name: 'instrument', needs: ['cargo', 'cc'], steps: [{ command }] }];
}

export const proofs: readonly Suite[] = [
	ignoredRustTests('pacer', 'bench-runner/pacer'),
	...proofFiles(),
	...instrument(),
];
