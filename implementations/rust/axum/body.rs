use std::time::Duration;

use axum::{
    body::{Bytes, HttpBody},
    extract::{DefaultBodyLimit, FromRequest, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

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

/// A whole body that is said to be JSON, not yet looked at.
pub(crate) struct JsonBytes(pub(crate) Bytes);

/// A body that is what the path takes. Nothing is coerced: serde takes `"1"` for no number.
///
/// The road not taken is axum's `Json<T>` with its rejections mapped: it takes
/// `application/anything+json` too, and reads a body of which it is known that it is too large
/// (axum 0.8.9, src/json.rs).
pub(crate) struct Checked<T>(pub(crate) T);

impl<S: Send + Sync> FromRequest<S> for JsonBytes {
    type Rejection = ApiError;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::UnsupportedMediaType);
        }
        // Who announces too much is told so before it is sent.
        if request.body().size_hint().lower() > LARGEST_BYTES as u64 {
            return Err(ApiError::BodyTooLarge);
        }
        // As a layer of the router, which is how axum's documentation has it, the limit would be stored
        // beside every request, those without a body too.
        DefaultBodyLimit::max(LARGEST_BYTES).apply(&mut request);
        let bytes = timeout(LONGEST, Bytes::from_request(request, state)).await;
        let bytes = bytes.map_err(|_elapsed| ApiError::TooSlow)?;
        bytes.map(Self).map_err(|rejection| refusal(&rejection))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Valid> FromRequest<S> for Checked<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let JsonBytes(bytes) = JsonBytes::from_request(request, state).await?;
        parse(&bytes).map(Self)
    }
}

/// # Errors
///
/// Where it is no JSON, or not what the path takes.
pub(crate) fn parse<T: DeserializeOwned + Valid>(bytes: &[u8]) -> Result<T, ApiError> {
    // The whole body at once. `from_slice` checks each text in it by itself (serde_json 1.0.154,
    // src/read.rs, `as_str`), which was a sixth of the CPU time of `/transform`: short texts, many.
    let text = str::from_utf8(bytes).map_err(|_| ApiError::InvalidBody)?;
    // `serde_json` stops at a depth of 128, so that no body can exhaust the stack.
    match serde_json::from_str(text) {
        Ok(Object(value)) if T::is_valid(&value) => Ok(value),
        _ => Err(ApiError::InvalidBody),
    }
}

/// Whether a text has so many characters, which are bytes in ASCII alone.
pub(crate) fn has_length(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().count())
}

/// hyper fails a body that ends early or whose chunks are malformed; nobody may be left to be told.
fn refusal(rejection: &BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ApiError::BodyTooLarge
    } else {
        ApiError::InvalidBody
    }
}

/// `application/json`, whatever its parameters: they have no meaning for JSON (RFC 8259, section 11).
fn is_json(headers: &HeaderMap) -> bool {
    let given = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = given.and_then(|text| text.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests;
