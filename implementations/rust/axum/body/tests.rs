use std::convert::Infallible;

use axum::{body::Body, http::Request};
use futures_util::stream;
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use super::*;
use crate::store::Draft;

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

async fn read_as(media_type: &'static str, body: impl Into<Body>) -> Result<Even, ApiError> {
    let request = Request::builder().header(CONTENT_TYPE, media_type);
    let request = request.body(body.into()).map_err(|_| ApiError::Internal)?;
    Checked::from_request(request, &())
        .await
        .map(|Checked(even)| even)
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

#[test]
fn refuses_text_that_is_no_utf_8() {
    let named = |name: &[u8]| {
        let body = [b"{\"name\":\"", name, b"\",\"priceCents\":1,\"tags\":[]}"].concat();
        parse::<Draft>(&body).map(|draft| draft.name)
    };
    assert_eq!(named("Æble".as_bytes()), Ok("Æble".to_owned()));
    assert_eq!(named(b"\xffble"), Err(ApiError::InvalidBody));
}

#[tokio::test(start_paused = true)]
async fn waits_half_a_minute_for_a_body_however_it_trickles_in() {
    let byte_a_second = stream::unfold((), |()| async {
        sleep(Duration::from_secs(1)).await;
        Some((Ok::<_, Infallible>(" "), ()))
    });
    let begun = Instant::now();
    let read = read_as("application/json", Body::from_stream(byte_a_second)).await;
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

#[test]
fn counts_characters_and_not_bytes() {
    assert!(has_length("éé", 1, 2));
    assert!(!has_length("ééé", 1, 2));
    assert!(!has_length("", 1, 2));
}
