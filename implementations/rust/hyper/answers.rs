use std::borrow::Cow;

use bytes::Bytes;
use http_body_util::Full;
use hyper::{
    Response, StatusCode,
    header::{ALLOW, CONTENT_TYPE, HeaderValue},
};
use serde::Serialize;

/// Every answer is one block of bytes, so that hyper knows its length and writes head and body in
/// one call.
pub(crate) type Answer = Response<Full<Bytes>>;

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Every error this server explains: one shape, and never the text of a panic or of a library.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ApiError {
    /// The sentence names the parameter and what it may be.
    InvalidParameter(String),
    InvalidBody,
    NotFound,
    /// The path's methods, as the field `Allow` lists them.
    MethodNotAllowed(&'static str),
    BodyTooLarge,
    UnsupportedMediaType,
    TooSlow,
    Internal,
    NotReady,
    /// The origin behind the cache cannot be reached, or fails.
    BadGateway,
    GatewayTimeout,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    error: ErrorDetail<'a>,
}

#[derive(Serialize)]
struct ErrorDetail<'a> {
    code: &'a str,
    message: &'a str,
}

/// 200 and `value` as JSON.
pub(crate) fn ok(value: &impl Serialize) -> Answer {
    json(StatusCode::OK, value)
}

pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Answer {
    let (status, body) = match serde_json::to_vec(value) {
        Ok(body) => (status, Bytes::from(body)),
        // Of what can fail to become JSON, such as a map whose keys are no strings, nothing is sent
        // here.
        Err(_never) => (StatusCode::INTERNAL_SERVER_ERROR, Bytes::new()),
    };
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, JSON);
    answer
}

impl From<ApiError> for Answer {
    fn from(error: ApiError) -> Self {
        let (status, code, message) = error.parts();
        let message = &message;
        let mut answer = json(
            status,
            &ErrorBody {
                error: ErrorDetail { code, message },
            },
        );
        if let ApiError::MethodNotAllowed(methods) = error {
            let allow = HeaderValue::from_static(methods);
            answer.headers_mut().insert(ALLOW, allow);
        }
        answer
    }
}

impl ApiError {
    fn parts(&self) -> (StatusCode, &'static str, Cow<'_, str>) {
        let (status, code, message) = match self {
            Self::InvalidParameter(sentence) => (
                StatusCode::BAD_REQUEST,
                "invalid-parameter",
                sentence.as_str(),
            ),
            Self::InvalidBody => (
                StatusCode::BAD_REQUEST,
                "invalid-body",
                "The body is not what this path takes.",
            ),
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "not-found",
                "There is nothing at this path.",
            ),
            Self::MethodNotAllowed(methods) => {
                return (
                    StatusCode::METHOD_NOT_ALLOWED,
                    "method-not-allowed",
                    Cow::Owned(format!("This path answers {}.", in_words(methods))),
                );
            }
            Self::BodyTooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "body-too-large",
                "A body may have at most 1048576 bytes.",
            ),
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Send application/json.",
            ),
            Self::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                "request-timeout",
                "The request took too long to arrive.",
            ),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "The server failed to answer.",
            ),
            Self::BadGateway => (
                StatusCode::BAD_GATEWAY,
                "bad-gateway",
                "The origin does not answer.",
            ),
            Self::GatewayTimeout => (
                StatusCode::GATEWAY_TIMEOUT,
                "gateway-timeout",
                "The origin did not answer in time.",
            ),
            Self::NotReady => (
                StatusCode::SERVICE_UNAVAILABLE,
                "not-ready",
                "The server is shutting down.",
            ),
        };
        (status, code, Cow::Borrowed(message))
    }
}

/// `GET, HEAD, PUT` as `GET, HEAD and PUT`.
fn in_words(methods: &str) -> String {
    match methods.rsplit_once(", ") {
        Some((others, last)) => format!("{others} and {last}"),
        None => methods.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn says_methods_in_words() {
        for (methods, words) in [
            ("POST", "POST"),
            ("GET, HEAD", "GET and HEAD"),
            ("GET, HEAD, PUT", "GET, HEAD and PUT"),
        ] {
            assert_eq!(in_words(methods), words);
        }
    }
}
