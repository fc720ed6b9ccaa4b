import type { Limits } from './rate-limit.ts';

/** What the environment says about one start of the program. */
export type Settings = {
	host: string;
	port: number;
	variant: Variant;
	shutdownSeconds: number;
	/** Where the runtime's figures go (`internals.ts`), if anyone wants them. */
	internalsFolder: string | undefined;
	/** Without it there are no paths that need a database. */
	database: DatabaseSettings | undefined;
	/** Without it there are no paths that need a token. */
	protection: ProtectionSettings | undefined;
};

export type DatabaseSettings = {
	url: string;
	/** Of all processes together. */
	connections: number;
	/** The longest that a request waits for the database. */
	waitMs: number;
};

export type ProtectionSettings = Limits & { secret: string };

/** Of HS256's hash (RFC 7518, 3.2): a shorter key can be tried out offline by whoever holds one token. */
const LEAST_SECRET_BYTES = 32;

export const VARIANTS = ['single', 'cluster', 'pool', 'native-json', 'rate-1', 'limit'] as const;
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
		database: readDatabase(environment),
		protection: readProtection(environment),
	};
}

function readDatabase(environment: NodeJS.ProcessEnv): DatabaseSettings | undefined {
	const url = environment['DATABASE_URL'];
	if (url === undefined) return undefined;
	if (!/^postgres(?:ql)?:\/\/./.test(url) || !URL.canParse(url)) {
		throw new CannotStart(
			'DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user@127.0.0.1:5432/shop, or not set at all.',
		);
	}
	const connections = environment['DATABASE_CONNECTIONS'] ?? '8';
	const wait = environment['DATABASE_WAIT_SECONDS'] ?? '2';
	return {
		url,
		connections: readInteger(connections, 'DATABASE_CONNECTIONS', 1, 1_000),
		waitMs: readInteger(wait, 'DATABASE_WAIT_SECONDS', 1, 3_600) * 1_000,
	};
}

/** No default: one would be in everybody's hands. */
function readProtection(environment: NodeJS.ProcessEnv): ProtectionSettings | undefined {
	const secret = environment['TOKEN_SECRET'];
	if (secret === undefined) return undefined;
	if (Buffer.byteLength(secret) < LEAST_SECRET_BYTES) {
		throw new CannotStart(
			`TOKEN_SECRET must have at least ${LEAST_SECRET_BYTES} bytes, or not be set at all.`,
		);
	}
	const read = (name: string, otherwise: string): number =>
		readInteger(environment[name] ?? otherwise, name, 1, 1_000_000);
	return {
		secret,
		ratePerSecond: read('RATE_LIMIT_PER_SECOND', '100'),
		burst: read('RATE_LIMIT_BURST', '200'),
		mostSubjects: read('RATE_LIMIT_SUBJECTS', '10000'),
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
