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
};

/** Those with a heap are `single` with more live sessions, whose number their environment says. */
export const VARIANTS = [
	'single',
	'cluster',
	'pool',
	'threads',
	'heap-100',
	'heap-1000',
	'heap-4000',
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
