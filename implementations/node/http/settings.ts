import { MOST_SESSIONS } from './sessions.ts';

/** What the environment says about one start of the program. */
export type Settings = {
	host: string;
	port: number;
	variant: Variant;
	shutdownSeconds: number;
	/** Where the runtime's figures go (`internals.ts`), if anyone wants them. */
	internalsFolder: string | undefined;
	/** How many sessions `/churn` keeps alive. */
	liveSessions: number;
	/** Absent where nothing says which origin there is to cache. */
	cache: CacheSettings | undefined;
};

export type CacheSettings = {
	originUrl: string;
	/** How many documents are kept at most. */
	entries: number;
	/** How long, where the origin does not say. */
	ttlMs: number;
	/** How long the origin may take. */
	waitMs: number;
};

/** `heap-` is `single` with more live sessions, `entries-` with less room in its cache; their environment says how many. */
export const VARIANTS = [
	'single',
	'cluster',
	'pool',
	'threads',
	'heap-100',
	'heap-1000',
	'heap-4000',
	'entries-25',
	'entries-500',
] as const;
export type Variant = (typeof VARIANTS)[number];

/** A start that cannot succeed for a reason its operator can mend; the message is all they need. */
export class CannotStart extends Error {
	override name = 'CannotStart';
}

/** @throws CannotStart with one sentence about the first wrong value. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
	return {
		host: environment['HOST'] ?? '127.0.0.1',
		port: readInteger(environment['PORT'] ?? '8080', 'PORT', 0, 65_535),
		variant: readVariant(environment['VARIANT'] ?? VARIANTS[0]),
		shutdownSeconds: readInteger(
			environment['SHUTDOWN_SECONDS'] ?? '10',
			'SHUTDOWN_SECONDS',
			1,
			3_600,
		),
		internalsFolder: readFolder(environment['INTERNALS_FOLDER']),
		liveSessions: readInteger(
			environment['LIVE_SESSIONS'] ?? '100',
			'LIVE_SESSIONS',
			1,
			MOST_SESSIONS,
		),
		cache: readCache(environment),
	};
}

function readCache(environment: NodeJS.ProcessEnv): CacheSettings | undefined {
	const originUrl = environment['ORIGIN_URL'];
	if (originUrl === undefined) return undefined;
	if (!/^http:\/\/[^/?#]+$/.test(originUrl) || !URL.canParse(originUrl)) {
		throw new CannotStart(
			`ORIGIN_URL is "${originUrl}", but must be like http://127.0.0.1:8081, without a path.`,
		);
	}
	const read = (name: string, otherwise: string, most: number): number =>
		readInteger(environment[name] ?? otherwise, name, 1, most);
	return {
		originUrl,
		entries: read('CACHE_ENTRIES', '1000', 1_000_000),
		ttlMs: read('CACHE_TTL_MS', '60000', 86_400_000),
		waitMs: read('ORIGIN_WAIT_MS', '2000', 60_000),
	};
}

/** Whether it can be written to is seen when the file is opened. */
function readFolder(path: string | undefined): string | undefined {
	if (path !== '') return path;
	throw new CannotStart('INTERNALS_FOLDER is empty, but must be a folder or not set at all.');
}

function readVariant(text: string): Variant {
	const variant = VARIANTS.find((known) => known === text);
	if (variant !== undefined) return variant;
	throw new CannotStart(`VARIANT is "${text}", but must be one of: ${VARIANTS.join(', ')}.`);
}

function readInteger(text: string, name: string, least: number, most: number): number {
	const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= least && value <= most) return value;
	throw new CannotStart(
		`${name} is "${text}", but must be a whole number from ${least} to ${most}.`,
	);
}
