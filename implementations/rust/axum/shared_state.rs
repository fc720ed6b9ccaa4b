use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, RawPathParams, RawQuery, State},
    http::{
        HeaderMap,
        header::{ETAG, IF_MATCH},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use crate::{
    answers::ApiError,
    app::App,
    body::{Checked, Valid},
    counters::LARGEST_KEY,
    parameters::{WholeNumber, whole_number},
};

const KEY: WholeNumber = WholeNumber {
    name: "key",
    from: 1,
    to: LARGEST_KEY,
};
/// Bounds a request to some ten milliseconds.
const TIMES: WholeNumber = WholeNumber {
    name: "times",
    from: 1,
    to: 100_000,
};

const OTHER_VALUE: ApiError = ApiError::PreconditionFailed("The counter has another value by now.");
const NO_VALUE: &str = "Send If-Match with the value that you read.";

#[derive(Serialize)]
pub(crate) struct Counter {
    key: u32,
    value: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draft {
    value: u32,
}

#[derive(Serialize)]
pub(crate) struct Repeated {
    key: u32,
    times: u32,
    sum: u64,
}

/// The key in the path.
pub(crate) struct Key(u32);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let path = RawPathParams::from_request_parts(parts, state).await;
        let path = path.map_err(|_not_text| ApiError::NotFound)?;
        let key = path.iter().find_map(|(_, text)| whole_number(text));
        key.filter(|key| (1..=LARGEST_KEY).contains(key))
            .map(Self)
            .ok_or(ApiError::NotFound)
    }
}

// #region handlers
/// `GET /counters/{key}`
pub(crate) async fn get(State(app): State<Arc<App>>, Key(key): Key) -> Counter {
    let value = app.counters.get(key);
    Counter { key, value }
}

/// `PUT /counters/{key}` writes only over the value that the client has seen: compare-and-swap, with a round
/// trip in between. The value is its own entity tag, so a counter that went from 3 to 4 and back to 3
/// matches again; where that would be wrong, a version that only grows is compared instead.
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    Key(key): Key,
    headers: HeaderMap,
    Checked(Draft { value }): Checked<Draft>,
) -> Result<Counter, ApiError> {
    let if_match = headers
        .get(IF_MATCH)
        .ok_or(ApiError::PreconditionRequired(NO_VALUE))?;
    let seen = Seen::of(if_match.as_bytes()).ok_or(OTHER_VALUE)?;
    let old = match seen {
        Seen::Any => None,
        Seen::Value(value) => Some(value),
    };
    if app.counters.set(key, old, value) {
        Ok(Counter { key, value })
    } else {
        Err(OTHER_VALUE)
    }
}

/// `GET /counters?key=&times=`
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Repeated>, ApiError> {
    let (key, times) = asked(query.as_deref())?;
    let sum = app.counters.read(key, times);
    Ok(Json(Repeated { key, times, sum }))
}

/// `POST /counters?key=&times=`
pub(crate) async fn increment(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Repeated>, ApiError> {
    let (key, times) = asked(query.as_deref())?;
    let sum = app.counters.increment(key, times);
    Ok(Json(Repeated { key, times, sum }))
}
// #endregion handlers

fn asked(query: Option<&str>) -> Result<(u32, u32), ApiError> {
    Ok((KEY.read(query)?, TIMES.read(query)?))
}

impl IntoResponse for Counter {
    fn into_response(self) -> Response {
        ([(ETAG, format!("\"{}\"", self.value))], Json(self)).into_response()
    }
}

impl Valid for Draft {
    fn is_valid(&self) -> bool {
        true
    }
}

/// What `If-Match` names.
#[derive(Debug, PartialEq)]
enum Seen {
    /// `*`, which every value matches.
    Any,
    Value(u32),
}

impl Seen {
    /// None for what names no value that we give: a weak tag, a list.
    fn of(if_match: &[u8]) -> Option<Self> {
        let text = str::from_utf8(if_match).ok()?;
        if text == "*" {
            return Some(Self::Any);
        }
        let digits = text.strip_prefix('"')?.strip_suffix('"')?;
        whole_number(digits).map(Self::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn reads_the_value_that_we_gave() {
        for (text, seen) in [
            ("*", Some(Seen::Any)),
            ("\"0\"", Some(Seen::Value(0))),
            ("\"4294967295\"", Some(Seen::Value(u32::MAX))),
            ("\"4294967296\"", None),
            ("W/\"1\"", None),
            ("\"1\", \"2\"", None),
            ("\"01\"", None),
            ("\"", None),
            ("1", None),
            ("\"\"", None),
        ] {
            assert_eq!(Seen::of(text.as_bytes()), seen, "{text}");
        }
    }
}
