/** What the environment says about one start of the program. */
export type Settings = {
	host: string;
	port: number;
	shutdownSeconds: number;
	/** Where the runtime's figures go (`internals.ts`), if anyone wants them. */
	internalsFolder: string | undefined;
	parts: Parts;
	/** How long a part may take over an answer. */
	partWaitMs: number;
};

/** Where the programs are that answer; a path whose program is nowhere does not exist. */
export type Parts = Partial<Record<'auth' | 'cache' | 'compute', URL>>;

/** They differ in nothing but who is behind them, which the other variables say. */
const VARIANTS = ['all-node', 'rust-compute', 'go-compute'];

/** A start that cannot succeed for a reason its operator can mend; the message is all they need. */
export class CannotStart extends Error {
	override name = 'CannotStart';
}

/** @throws CannotStart with one sentence about the first wrong value. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
	checkVariant(environment['VARIANT'] ?? 'all-node');
	return {
		host: environment['HOST'] ?? '127.0.0.1',
		port: readInteger(environment['PORT'] ?? '8080', 'PORT', 0, 65_535),
		shutdownSeconds: readInteger(
			environment['SHUTDOWN_SECONDS'] ?? '10',
			'SHUTDOWN_SECONDS',
			1,
			3_600,
		),
		internalsFolder: readFolder(environment['INTERNALS_FOLDER']),
		parts: {
			...readAddress('auth', 'AUTH_URL', environment),
			...readAddress('cache', 'CACHE_URL', environment),
			...readAddress('compute', 'COMPUTE_URL', environment),
		},
		partWaitMs: readInteger(environment['PART_WAIT_MS'] ?? '2000', 'PART_WAIT_MS', 1, 60_000),
	};
}

function readAddress(part: keyof Parts, name: string, environment: NodeJS.ProcessEnv): Parts {
	const text = environment[name];
	if (text === undefined) return {};
	const url = URL.parse(text);
	if (url?.protocol === 'http:' && url.pathname === '/') return { [part]: url };
	throw new CannotStart(
		`${name} is "${text}", but must be an address such as http://127.0.0.1:8081, or not set at all.`,
	);
}

/** Whether it can be written to is seen when the file is opened. */
function readFolder(path: string | undefined): string | undefined {
	if (path !== '') return path;
	throw new CannotStart('INTERNALS_FOLDER is empty, but must be a folder or not set at all.');
}

function checkVariant(text: string): void {
	if (VARIANTS.includes(text)) return;
	throw new CannotStart(`VARIANT is "${text}", but must be one of: ${VARIANTS.join(', ')}.`);
}

function readInteger(text: string, name: string, least: number, most: number): number {
	const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (value >= least && value <= most) return value;
	throw new CannotStart(
		`${name} is "${text}", but must be a whole number from ${least} to ${most}.`,
	);
}
