use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header::ACCEPT},
};
use uuid::Uuid;

use crate::connection::Peer;

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
pub(crate) const USER_ID: HeaderName = HeaderName::from_static("x-user-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const TRACE: [&str; 2] = ["traceparent", "tracestate"];
const LONGEST_ID: usize = 64;

/// What of a request's head goes on to the programs behind: a list of what may, since of a list of
/// what may not nobody knows whether it is complete. `X-User-Id` is not in it, so that nobody but the
/// gateway can say who somebody is; nor is `X-Forwarded-For`, which is written anew.
pub(crate) fn headers_for(request: &Request) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for name in [ACCEPT.as_str()].into_iter().chain(TRACE) {
        if let Some(value) = request.headers().get(name) {
            headers.insert(HeaderName::from_static(name), value.clone());
        }
    }
    headers.insert(REQUEST_ID, request_id(request));
    if let Some(value) = peer_of(request) {
        headers.insert(FORWARDED_FOR, value);
    }
    headers
}

/// The client's own where it is one that a log can hold, else a new one.
fn request_id(request: &Request) -> HeaderValue {
    let given = request.headers().get(REQUEST_ID).filter(|value| {
        (1..=LONGEST_ID).contains(&value.len()) && value.as_bytes().iter().copied().all(is_of_an_id)
    });
    given.cloned().unwrap_or_else(new_id)
}

fn is_of_an_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn new_id() -> HeaderValue {
    let text = Uuid::new_v4().to_string();
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("none"))
}

fn peer_of(request: &Request) -> Option<HeaderValue> {
    let Peer(address) = request.extensions().get()?;
    HeaderValue::from_str(&(*address)?.ip().to_string()).ok()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn asked(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut request = Request::default();
        for (name, value) in fields {
            let value = HeaderValue::from_static(value);
            request.headers_mut().insert(*name, value);
        }
        let address = (Ipv4Addr::LOCALHOST, 80).into();
        request.extensions_mut().insert(Peer(Some(address)));
        headers_for(&request)
    }

    #[test]
    fn passes_on_a_trace_and_never_who_a_client_says_it_is() {
        let headers = asked(&[
            ("traceparent", "00-1-2-01"),
            ("x-user-id", "admin"),
            ("x-forwarded-for", "203.0.113.7"),
            ("authorization", "Bearer x"),
        ]);
        assert_eq!(headers["traceparent"], "00-1-2-01");
        assert_eq!(headers[FORWARDED_FOR], "127.0.0.1");
        assert!(!headers.contains_key(USER_ID));
        assert!(!headers.contains_key("authorization"));
    }

    #[test]
    fn keeps_an_id_that_a_log_can_hold_and_replaces_any_other() {
        assert_eq!(asked(&[("x-request-id", "abc-1")])[REQUEST_ID], "abc-1");
        assert_ne!(asked(&[("x-request-id", "a b")])[REQUEST_ID], "a b");
        assert_ne!(asked(&[])[REQUEST_ID], asked(&[])[REQUEST_ID]);
    }
}
