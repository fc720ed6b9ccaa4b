import { join } from 'node:path';

/** A program that is wrong on purpose, a tool that is shown it, and what the tool is expected to say. */
export type Program = {
	/** The file's name in `reports/`. */
	report: string;
	folder: string;
	command: readonly string[];
	environment?: Readonly<Record<string, string>>;
	/** What the command ends with: 0 where the tool has nothing to say. */
	exit: number;
};

/** Compiled to nowhere: what the compiler says is all that is wanted. */
const rustc = ['rustc', '--edition', '2024', '--emit', 'metadata', '--out-dir', '{temporary}'];

export const programs: readonly Program[] = [
	{ report: 'go-run', folder: 'go-race', command: ['go', 'run', '.'], exit: 0 },
	{ report: 'go-vet-race', folder: 'go-race', command: ['go', 'vet', '.'], exit: 0 },
	{
		report: 'go-run-race',
		folder: 'go-race',
		command: ['go', 'run', '-race', '.'],
		// One goroutine after the other, both started by one line: whichever comes first, the report is the same.
		environment: { GOMAXPROCS: '1' },
		exit: 1,
	},
	{ report: 'go-vet-ignored', folder: 'go-ignored', command: ['go', 'vet', '.'], exit: 1 },
	{ report: 'rustc-race', folder: 'rust-race', command: [...rustc, 'main.rs'], exit: 1 },
	{ report: 'rustc-ignored', folder: 'rust-ignored', command: [...rustc, 'main.rs'], exit: 0 },
	{ report: 'node-race', folder: 'node-race', command: ['node', 'main.ts'], exit: 0 },
];

export const folderOf = ({ folder }: Program): string => join(import.meta.dirname, folder);
