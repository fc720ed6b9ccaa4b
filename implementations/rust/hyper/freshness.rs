use std::time::Duration;

use hyper::{
    HeaderMap,
    header::{AGE, CACHE_CONTROL, HeaderValue},
};

/// What an answer of the origin allows a cache that many share (RFC 9111, 5.2.2).
#[derive(Debug, PartialEq)]
pub(crate) struct Freshness {
    /// It may be kept, and given to anyone but who asked for it.
    pub(crate) storable: bool,
    /// How old it is already, where another cache has kept it.
    pub(crate) age: Duration,
    /// From now on.
    pub(crate) fresh: Duration,
    /// How long after that it may be given while the origin fails (RFC 5861, 4).
    pub(crate) stale_if_error: Duration,
}

impl Freshness {
    /// `ttl` counts where the origin says nothing.
    pub(crate) fn of(headers: &HeaderMap, ttl: Duration) -> Self {
        let field = String::from_utf8_lossy(&cache_control(headers)).to_ascii_lowercase();
        let directives = || {
            field.split(',').map(|directive| {
                let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
                (name.trim(), value.trim())
            })
        };
        let seconds_of = |asked: &str| {
            directives()
                .find(|(name, _)| *name == asked)
                .map(|(_, value)| seconds(value))
        };
        let age = seconds(age(headers));
        let lifetime = seconds_of("s-maxage").or_else(|| seconds_of("max-age"));
        Self {
            // `no-cache` allows to keep it and to ask each time whether it changed. This cache does
            // not ask that (If-None-Match), so there is nothing to keep it for.
            storable: !directives()
                .any(|(name, _)| matches!(name, "no-store" | "private" | "no-cache")),
            age,
            fresh: lifetime.unwrap_or(ttl).saturating_sub(age),
            stale_if_error: seconds_of("stale-if-error").unwrap_or_default(),
        }
    }
}

/// The whole field: of one that stands twice every line counts (RFC 9110, 5.3).
pub(crate) fn cache_control(headers: &HeaderMap) -> Vec<u8> {
    let lines = headers.get_all(CACHE_CONTROL).iter();
    let lines: Vec<_> = lines.map(HeaderValue::as_bytes).collect();
    lines.join(&b", "[..])
}

fn age(headers: &HeaderMap) -> &str {
    let value = headers.get(AGE).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

/// What is no number of seconds counts as none: stale is the safe reading (RFC 9111, 4.2.1).
fn seconds(text: &str) -> Duration {
    let count: u32 = text.parse().unwrap_or_default();
    Duration::from_secs(count.into())
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    const TTL: Duration = Duration::from_secs(7);

    #[test]
    fn reads_what_the_origin_allows() {
        for (cache_control, age, storable, fresh, stale_if_error) in [
            ("", "", true, 7, 0),
            ("max-age=60", "", true, 60, 0),
            ("Max-Age=60, S-MaxAge=5", "", true, 5, 0),
            ("max-age=60", "59", true, 1, 0),
            ("max-age=60", "61", true, 0, 0),
            ("max-age=soon", "", true, 0, 0),
            ("max-age=0,stale-if-error=9", "", true, 0, 9),
            ("no-store", "", false, 7, 0),
            ("private, max-age=60", "", false, 60, 0),
            ("no-cache", "", false, 7, 0),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
            headers.insert(AGE, HeaderValue::from_static(age));
            let expected = Freshness {
                storable,
                age: seconds(age),
                fresh: Duration::from_secs(fresh),
                stale_if_error: Duration::from_secs(stale_if_error),
            };
            assert_eq!(
                Freshness::of(&headers, TTL),
                expected,
                "{cache_control} {age}"
            );
        }
    }
}
