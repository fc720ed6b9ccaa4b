import type { KindRule } from './rule.ts';

/** Crates; what the compiler inlined counts for the function that it was inlined into. */
export const rust: readonly KindRule[] = [
	// In `<A as b::C>::d` the crate may stand in either place. from_utf8 checks the strings that serde_json reads; itoa and
	// zmij write numbers.
	{
		kind: 'json',
		symbol: /\b(serde_json|serde_core|serde|itoa|ryu|zmij)::|^core::str::converts::from_utf8$/,
	},
	// Called by serde_json alone, to clear the places for the digits of a number.
	{ kind: 'json', object: /^libc\.so/, symbol: /^__memset/ },
	// axum's call of a handler. Into it are inlined the handler, which is a line a record, and serde's reading of the body's
	// structs and their release, which are nearly all of it (looked at with the inlined frames of a build with line tables).
	{ kind: 'json', symbol: /^<F as axum::handler::Handler<.*>>::call::/ },
	{ kind: 'memory', symbol: /^alloc::(alloc|raw_vec)::|^core::ptr::drop_in_place/ },
	// The framework, the protocol, and Tokio, which runs both.
	{
		kind: 'http',
		symbol:
			/\b(hyper|hyper_util|http|http_body|http_body_util|httparse|httpdate|axum|axum_core|tower|tower_service|tower_layer|matchit|bytes|tokio|mio|actix_[a-z]+|futures_[a-z]+|memchr|form_urlencoded|percent_encoding|mime)::/,
	},
	// Polling a boxed future is how axum's services call each other.
	{ kind: 'http', symbol: /^<core::pin::Pin<P> as core::future::future::Future>::poll$/ },
	// What the server does around a handler: its connections, time limits and the reading of a body.
	{ kind: 'http', symbol: /\baxum_server::(connection|body|middleware|accept|serve|limits)/ },
];
