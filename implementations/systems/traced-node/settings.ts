/** What the environment says about one start of the program. */
export type Settings = {
	host: string;
	port: number;
	shutdownSeconds: number;
	/** Where the runtime's figures go (`internals.ts`), if anyone wants them. */
	internalsFolder: string | undefined;
	/** The program behind; without it nothing is relayed. */
	store: URL | undefined;
	/** How long it may take over an answer. */
	partWaitMs: number;
	traces: boolean;
	/** By which traces name this process. */
	serviceName: string;
};

/** They differ in nothing but what the other variables say. */
const VARIANTS = ['untraced', 'traced', 'sampled', 'back', 'back-traced'];

/** A start that cannot succeed for a reason its operator can mend; the message is all they need. */
export class CannotStart extends Error {
	override name = 'CannotStart';
}

/** @throws CannotStart with one sentence about the first wrong value. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
	checkVariant(environment['VARIANT'] ?? 'untraced');
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
		store: readStore(environment['STORE_URL']),
		partWaitMs: readInteger(environment['PART_WAIT_MS'] ?? '2000', 'PART_WAIT_MS', 1, 60_000),
		traces: readTraces(environment),
		serviceName: environment['OTEL_SERVICE_NAME'] ?? 'traced-node',
	};
}

function readStore(text: string | undefined): URL | undefined {
	if (text === undefined) return undefined;
	const url = URL.parse(text);
	if (url?.protocol === 'http:' && url.pathname === '/') return url;
	throw new CannotStart(
		`STORE_URL is "${text}", but must be an address such as http://127.0.0.1:8081, or not set at all.`,
	);
}

/**
 * Refuses what the libraries would pass over: without an endpoint they send to one on this machine, and of a sampler that they
 * do not know, or a share that is no number, they keep every request.
 */
function readTraces(environment: NodeJS.ProcessEnv): boolean {
	const exporter = environment['OTEL_TRACES_EXPORTER'] || 'none';
	if (exporter === 'none') return false;
	refuseUnless(exporter === 'otlp', 'OTEL_TRACES_EXPORTER', exporter, 'otlp or none');
	const endpoint = environment['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';
	const isAddress = /^https?:$/.test(URL.parse(endpoint)?.protocol ?? '');
	const where = 'the address of a collector, such as http://127.0.0.1:4318';
	refuseUnless(isAddress, 'OTEL_EXPORTER_OTLP_ENDPOINT', endpoint, where);
	const sampler = environment['OTEL_TRACES_SAMPLER'] || SAMPLERS[0];
	refuseUnless(SAMPLERS.includes(sampler), 'OTEL_TRACES_SAMPLER', sampler, SAMPLERS.join(' or '));
	const share = environment['OTEL_TRACES_SAMPLER_ARG'] || '1';
	const isShare = Number(share) >= 0 && Number(share) <= 1;
	refuseUnless(isShare, 'OTEL_TRACES_SAMPLER_ARG', share, 'a number from 0 to 1');
	return true;
}

const SAMPLERS: [string, string] = ['parentbased_always_on', 'parentbased_traceidratio'];

function refuseUnless(isRight: boolean, name: string, text: string, what: string): void {
	if (!isRight) throw new CannotStart(`${name} is "${text}", but must be ${what}.`);
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
