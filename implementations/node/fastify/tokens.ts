import { createVerifier } from 'fast-jwt';
import type { FastifyReply, onRequestHookHandler } from 'fastify';
import { sendError } from './errors.ts';

/** What a handler may believe of a request. */
export type Claims = { sub: string; scope: string };

declare module 'fastify' {
	interface FastifyRequest {
		/** Set by the hook that verifies tokens. */
		claims: Claims | undefined;
	}
}

const ISSUER = 'https://issuer.example';
const AUDIENCE = 'measured';
/** How far the clocks of issuer and server may be apart. */
const LEEWAY_MS = 30_000;
/** The limiter keeps subjects, so their length is part of its bound. */
const MOST_SUBJECT_BYTES = 64;

// #region hook
/**
 * A hook for the routes of a plugin: none of their handlers runs without a valid token, and each finds its claims in
 * `request.claims`. It comes before a body is read.
 *
 * Everything that RFC 8725 asks for is said by name, because the library takes any algorithm that suits the key, and tokens
 * that never expire, unless told otherwise. The algorithm is ours to choose and never the token's: a server that believes the
 * header lets anybody write `none` there, or sign with a public key as if it were a secret (section 2.1).
 *
 * No token is remembered, though the library offers to: its cache saves two thirds of the time, and must be equal in every
 * server that is compared. @fastify/jwt is the same library with a decorator; jose asks WebCrypto, which answers in a later turn
 * of the event loop and takes ten times as long for HS256.
 */
export function verifyTokens(secret: string): onRequestHookHandler {
	const verify = createVerifier({
		key: secret,
		algorithms: ['HS256'],
		requiredClaims: ['exp', 'iss', 'aud', 'sub'],
		allowedIss: ISSUER,
		allowedAud: AUDIENCE,
		clockTolerance: LEEWAY_MS,
		cache: false,
	});
	return (request, reply, done) => {
		const fields = fieldsNamed('authorization', request.raw.rawHeaders);
		if (fields.length > 1)
			return refuse(reply, 'ambiguous-token', 'Bearer error="invalid_request"');
		const token = bearer(fields[0]);
		// A challenge has an error where a token came, and none where nothing did (RFC 6750, 3.1).
		if (token === undefined) return refuse(reply, 'missing-token', 'Bearer');
		const claims = claimsOf(verify, token);
		// Why is told to nobody: whoever forges a token would learn how far it got.
		if (!claims) return refuse(reply, 'invalid-token', 'Bearer error="invalid_token"');
		request.claims = claims;
		done();
	};
}
// #endregion hook

function refuse(
	reply: FastifyReply,
	code: 'missing-token' | 'invalid-token' | 'ambiguous-token',
	challenge: string,
): void {
	sendError(reply.header('WWW-Authenticate', challenge), code);
}

/** From the raw list: of a field given twice `request.headers` keeps the first, and a proxy may have checked the second. */
function fieldsNamed(name: string, raw: readonly string[]): string[] {
	return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
}

/** Of a scheme the letter case does not matter (RFC 9110, 11.1). */
function bearer(field: string | undefined): string | undefined {
	return field === undefined ? undefined : /^bearer(?: +(.*))?$/i.exec(field)?.slice(1).join('');
}

function claimsOf(verify: (token: string) => unknown, token: string): Claims | undefined {
	try {
		const { sub, scope } = verify(token) as Record<keyof Claims, unknown>;
		const known = isText(sub) && isText(scope) && Buffer.byteLength(sub) <= MOST_SUBJECT_BYTES;
		return known ? { sub, scope } : undefined;
	} catch {
		return undefined;
	}
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
