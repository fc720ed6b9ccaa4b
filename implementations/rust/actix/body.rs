use std::time::Duration;

use actix_web::{
    HttpRequest,
    http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName},
    rt::time::timeout,
    web::Payload,
};
use serde::de::DeserializeOwned;

use crate::{answers::ApiError, object::Object};

/// Far above what the workloads send, and far below what would let a few clients fill the memory.
const LARGEST_BYTES: usize = 1_048_576;
/// From the end of the head to the end of the body. A limit on silence alone would be renewed with
/// each byte of a client that sends one a second, and so would hold for nobody.
const LONGEST: Duration = Duration::from_secs(30);

/// A value that knows which of its instances a path takes, beyond what their types say.
pub(crate) trait Valid {
    fn is_valid(&self) -> bool;
}

/// Reads a whole body as JSON. Nothing is coerced: serde takes `"1"` for no number.
///
/// The road not taken is the extractor `web::Json<T>` with a `JsonConfig`. It takes every media type
/// that ends in `json` (actix-web 4.18.1, src/types/json.rs), and an extractor runs before the
/// handler: a body of 1 MiB would be read for an item that cannot be.
///
/// # Errors
///
/// What is wrong with it, in the order in which a client would want to know.
pub(crate) async fn read<T>(request: &HttpRequest, payload: Payload) -> Result<T, ApiError>
where
    T: DeserializeOwned + Valid,
{
    let headers = request.headers();
    if !is_json(headers) {
        return Err(ApiError::UnsupportedMediaType);
    }
    // Who announces too much is told so before it is sent.
    if announced_bytes(headers).is_some_and(|bytes| bytes > LARGEST_BYTES) {
        return Err(ApiError::BodyTooLarge);
    }
    let bytes = timeout(LONGEST, payload.to_bytes_limited(LARGEST_BYTES))
        .await
        .map_err(|_elapsed| ApiError::TooSlow)?
        .map_err(|_limit| ApiError::BodyTooLarge)?
        // A body that ends early or whose chunks are malformed; nobody may be left to be told.
        .map_err(|_broken| ApiError::InvalidBody)?;
    parse(&bytes)
}

fn parse<T: DeserializeOwned + Valid>(bytes: &[u8]) -> Result<T, ApiError> {
    // `serde_json` stops at a depth of 128, so that no body can exhaust the stack.
    match serde_json::from_slice(bytes) {
        Ok(Object(value)) if T::is_valid(&value) => Ok(value),
        _ => Err(ApiError::InvalidBody),
    }
}

/// `application/json`, whatever its parameters: they have no meaning for JSON (RFC 8259, section 11).
fn is_json(headers: &HeaderMap) -> bool {
    let essence = text(headers, CONTENT_TYPE).and_then(|text| text.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn announced_bytes(headers: &HeaderMap) -> Option<usize> {
    text(headers, CONTENT_LENGTH)?.parse().ok()
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Even {
        number: u32,
    }

    impl Valid for Even {
        fn is_valid(&self) -> bool {
            self.number.is_multiple_of(2)
        }
    }

    #[test]
    fn takes_what_is_valid_and_nothing_else() {
        assert_eq!(parse(b" {\"number\":4}\n"), Ok(Even { number: 4 }));
        for text in [
            "",
            "{\"number\":4",
            "{\"number\":4}x",
            "{\"number\":3}",
            "{\"number\":4.0}",
            "{\"number\":\"4\"}",
            "{\"number\":4,\"__proto__\":1}",
            "[4]",
        ] {
            assert_eq!(
                parse::<Even>(text.as_bytes()),
                Err(ApiError::InvalidBody),
                "{text}"
            );
        }
    }
}
