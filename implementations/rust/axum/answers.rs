use std::{borrow::Cow, time::Duration};

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// Every error this server explains: one shape, and never the text of a panic or of a library.
#[derive(Debug, PartialEq)]
pub(crate) enum ApiError {
    /// The sentence names the parameter and what it may be.
    InvalidParameter(String),
    InvalidBody,
    NotFound,
    /// No `Authorization` field, or one with another scheme than `Bearer`.
    MissingToken,
    InvalidToken,
    /// More than one `Authorization` field.
    AmbiguousToken,
    /// The subject of the token has to wait for so long.
    RateLimited(Duration),
    SkuTaken,
    /// It is there, with another version or value than `If-Match` names. The sentence says so.
    PreconditionFailed(&'static str),
    /// The sentence says what `If-Match` must name.
    PreconditionRequired(&'static str),
    /// The path's methods, as the field `Allow` lists them.
    MethodNotAllowed(&'static str),
    BodyTooLarge,
    UnsupportedMediaType,
    /// Not the beginning of a WebSocket, at a path that speaks nothing else.
    UpgradeRequired,
    TooSlow,
    Internal,
    Overloaded,
    /// The database does not answer.
    Unavailable,
    NotReady,
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

/// With this, a handler may return `Result<_, ApiError>` and an extractor may reject with it.
/// axum's own rejections and fallbacks answer in plain text or with an empty body, which a client
/// of a JSON API would have to treat apart.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code, message) = self.parts();
        let message = &message;
        let body = Json(ErrorBody {
            error: ErrorDetail { code, message },
        });
        match self {
            // axum would write "GET,HEAD" by itself; a value that is already there it keeps.
            Self::MethodNotAllowed(methods) => {
                (status, [(header::ALLOW, methods)], body).into_response()
            }
            // The scheme alone where no token came, an error where one did (RFC 6750, section 3.1).
            Self::MissingToken => {
                (status, [(header::WWW_AUTHENTICATE, "Bearer")], body).into_response()
            }
            Self::InvalidToken => {
                let challenge = r#"Bearer error="invalid_token""#;
                (status, [(header::WWW_AUTHENTICATE, challenge)], body).into_response()
            }
            Self::AmbiguousToken => {
                let challenge = r#"Bearer error="invalid_request""#;
                (status, [(header::WWW_AUTHENTICATE, challenge)], body).into_response()
            }
            Self::RateLimited(wait) => {
                let seconds = whole_seconds(wait).to_string();
                (status, [(header::RETRY_AFTER, seconds)], body).into_response()
            }
            // To what, and in which version (RFC 9110, section 15.5.22; RFC 6455, section 4.4).
            Self::UpgradeRequired => {
                let fields = [
                    (header::CONNECTION, "upgrade"),
                    (header::UPGRADE, "websocket"),
                    (header::SEC_WEBSOCKET_VERSION, "13"),
                ];
                (status, fields, body).into_response()
            }
            Self::Overloaded | Self::Unavailable => {
                (status, [(header::RETRY_AFTER, "1")], body).into_response()
            }
            _ => (status, body).into_response(),
        }
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
            Self::MissingToken => (
                StatusCode::UNAUTHORIZED,
                "missing-token",
                "Send a bearer token.",
            ),
            Self::InvalidToken => (
                StatusCode::UNAUTHORIZED,
                "invalid-token",
                "The token is not valid.",
            ),
            Self::AmbiguousToken => (
                StatusCode::BAD_REQUEST,
                "ambiguous-token",
                "Send one Authorization field.",
            ),
            Self::RateLimited(_) => (
                StatusCode::TOO_MANY_REQUESTS,
                "rate-limited",
                "This subject has used up its requests for now.",
            ),
            Self::SkuTaken => (
                StatusCode::CONFLICT,
                "conflict",
                "Another product has this sku.",
            ),
            Self::PreconditionFailed(sentence) => (
                StatusCode::PRECONDITION_FAILED,
                "precondition-failed",
                *sentence,
            ),
            Self::PreconditionRequired(sentence) => (
                StatusCode::PRECONDITION_REQUIRED,
                "precondition-required",
                *sentence,
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "The database does not answer.",
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
            Self::UpgradeRequired => (
                StatusCode::UPGRADE_REQUIRED,
                "upgrade-required",
                "This path speaks WebSocket.",
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
            Self::Overloaded => (
                StatusCode::SERVICE_UNAVAILABLE,
                "overloaded",
                "Too many requests are waiting.",
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

/// Rounded up: whoever comes back after 0 seconds is refused again.
fn whole_seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
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
    use super::*;

    #[test]
    fn rounds_a_wait_up() {
        for (wait_ms, seconds) in [(0, 1), (1, 1), (1_000, 1), (1_001, 2)] {
            assert_eq!(whole_seconds(Duration::from_millis(wait_ms)), seconds);
        }
    }

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
