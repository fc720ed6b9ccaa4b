use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::{HeaderMap, body::Body, header::CONTENT_TYPE};
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

/// What hyper calls a body: `Incoming` in the server, bytes in a test.
pub(crate) trait RequestBody: Body<Data = Bytes, Error: Into<AnyError>> {}

impl<B: Body<Data = Bytes, Error: Into<AnyError>>> RequestBody for B {}

type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// Reads a whole body as JSON. Nothing is coerced: serde takes `"1"` for no number.
///
/// # Errors
///
/// What is wrong with it, in the order in which a client would want to know.
pub(crate) async fn read<T>(headers: &HeaderMap, body: impl RequestBody) -> Result<T, ApiError>
where
    T: DeserializeOwned + Valid,
{
    if !is_json(headers) {
        return Err(ApiError::UnsupportedMediaType);
    }
    // Who announces too much is told so before it is sent.
    if body.size_hint().lower() > LARGEST_BYTES as u64 {
        return Err(ApiError::BodyTooLarge);
    }
    let whole = timeout(LONGEST, Limited::new(body, LARGEST_BYTES).collect()).await;
    let whole = whole.map_err(|_elapsed| ApiError::TooSlow)?;
    let bytes = whole.map_err(|error| refusal(&error))?.to_bytes();
    parse(&bytes)
}

/// hyper fails a body that ends early or whose chunks are malformed; nobody may be left to be told.
fn refusal(error: &AnyError) -> ApiError {
    if error.is::<LengthLimitError>() {
        ApiError::BodyTooLarge
    } else {
        ApiError::InvalidBody
    }
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
    let given = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = given.and_then(|text| text.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream;
    use http_body_util::{Full, StreamBody};
    use hyper::{body::Frame, header::HeaderValue};
    use serde::Deserialize;
    use tokio::time::{Instant, sleep};

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

    async fn read_as(media_type: &'static str, text: String) -> Result<Even, ApiError> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        read(&headers, Full::<Bytes>::from(text)).await
    }

    #[tokio::test]
    async fn takes_what_is_valid_json_of_the_right_type() {
        for media_type in ["application/json", "Application/JSON ; charset=utf-8"] {
            let text = " {\"number\":4}\n".to_owned();
            assert_eq!(read_as(media_type, text).await, Ok(Even { number: 4 }));
        }
        for media_type in ["", "text/json", "application/jsonp", "application/ld+json"] {
            let read = read_as(media_type, "{\"number\":4}".to_owned()).await;
            assert_eq!(read, Err(ApiError::UnsupportedMediaType), "{media_type}");
        }
    }

    #[tokio::test]
    async fn refuses_what_is_not() {
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
            let read = read_as("application/json", text.to_owned()).await;
            assert_eq!(read, Err(ApiError::InvalidBody), "{text}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn waits_half_a_minute_for_a_body_however_it_trickles_in() {
        let byte_a_second = stream::unfold((), |()| async {
            sleep(Duration::from_secs(1)).await;
            let byte = Frame::data(Bytes::from_static(b" "));
            Some((Ok::<_, Infallible>(byte), ()))
        });
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let begun = Instant::now();
        let read = read::<Even>(&headers, StreamBody::new(byte_a_second)).await;
        assert_eq!(read, Err(ApiError::TooSlow));
        assert_eq!(begun.elapsed(), LONGEST);
    }

    #[tokio::test]
    async fn takes_a_mebibyte_and_no_byte_more() {
        let padded = |bytes: usize| {
            let text = "{\"number\":4}";
            text.to_owned() + &" ".repeat(bytes - text.len())
        };
        let read = |bytes| read_as("application/json", padded(bytes));
        assert_eq!(read(LARGEST_BYTES).await, Ok(Even { number: 4 }));
        assert_eq!(read(LARGEST_BYTES + 1).await, Err(ApiError::BodyTooLarge));
    }
}
