import { createHmac } from 'node:crypto';

/**
 * What servers of the workload `auth` are started with here. The same stands in `content/workloads/auth.yaml`: a run asks the
 * cases of the server that it will load. Public, and so of no use for anything else.
 */
const TEST_SECRET = 'measured-in-public-and-good-for-nothing-else';

/** Long enough, and not the one that servers have. */
export const FORGED_SECRET = 'another-secret-of-thirty-two-bytes-or-more';

export const PROTECTION_ENVIRONMENT = {
	TOKEN_SECRET: TEST_SECRET,
	RATE_LIMIT_PER_SECOND: '1000000',
	RATE_LIMIT_BURST: '1000000',
};

export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'measured';
/** How far clocks may be apart. */
export const LEEWAY_SECONDS = 30;

/** 1 January 2100: no run outlives it. */
const FAR_FUTURE = 4_102_444_800;

type Part = Record<string, unknown>;

/** A token that every server accepts, unless something is changed; what is changed to `undefined` is left out. */
export function token(
	claims: Part = {},
	{ header = {}, secret = TEST_SECRET, hash = 'sha256' } = {},
): string {
	const usual = { iss: ISSUER, aud: AUDIENCE, sub: 'user-1', scope: 'read', exp: FAR_FUTURE };
	const text = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode({ ...usual, ...claims })}`;
	return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

/** Seconds since 1970, as tokens count them. */
export function nowSeconds(): number {
	return Math.floor(Date.now() / 1_000);
}

export function encode(part: Part): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}
