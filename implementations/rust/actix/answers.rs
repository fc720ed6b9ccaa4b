use std::{borrow::Cow, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{ConnectionType, StatusCode, header},
};
use serde::Serialize;

/// Every error this server explains: one shape, and never the text of a panic or of a library.
#[derive(Debug, PartialEq)]
pub(crate) enum ApiError {
    /// The sentence names the parameter and what it may be.
    InvalidParameter(String),
    InvalidBody,
    NotFound,
    /// The path's methods, as the field `Allow` lists them.
    MethodNotAllowed(&'static str),
    BodyTooLarge,
    HeadTooLarge,
    UnsupportedMediaType,
    TooSlow,
    Internal,
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

/// With this, a handler may return `Result<_, ApiError>`. actix's own errors answer in plain text,
/// which a client of a JSON API would have to treat apart.
impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::InvalidParameter(_) | Self::InvalidBody => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut builder = HttpResponse::build(self.status_code());
        if let Self::MethodNotAllowed(methods) = self {
            builder.insert_header((header::ALLOW, *methods));
        }
        let mut response = builder.json(ErrorBody {
            error: ErrorDetail {
                code: self.code(),
                message: &self.message(),
            },
        });
        if matches!(self, Self::HeadTooLarge | Self::TooSlow) {
            close(&mut response);
        }
        response
    }
}

/// Ends the connection after this answer, and says so in it.
pub(crate) fn close<B>(response: &mut HttpResponse<B>) {
    response
        .head_mut()
        .set_connection_type(ConnectionType::Close);
}

impl ApiError {
    fn code(&self) -> &'static str {
        match self {
            Self::InvalidParameter(_) => "invalid-parameter",
            Self::InvalidBody => "invalid-body",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed(_) => "method-not-allowed",
            Self::BodyTooLarge => "body-too-large",
            Self::HeadTooLarge => "head-too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::TooSlow => "request-timeout",
            Self::Internal => "internal",
            Self::NotReady => "not-ready",
        }
    }

    fn message(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Self::InvalidParameter(sentence) => sentence,
            Self::InvalidBody => "The body is not what this path takes.",
            Self::NotFound => "There is nothing at this path.",
            Self::MethodNotAllowed(methods) => {
                return Cow::Owned(format!("This path answers {}.", in_words(methods)));
            }
            Self::BodyTooLarge => "A body may have at most 1048576 bytes.",
            Self::HeadTooLarge => "A request's head may have at most 16384 bytes.",
            Self::UnsupportedMediaType => "Send application/json.",
            Self::TooSlow => "The request took too long to arrive.",
            Self::Internal => "The server failed to answer.",
            Self::NotReady => "The server is shutting down.",
        })
    }
}

/// `GET, HEAD, PUT` as `GET, HEAD and PUT`.
fn in_words(methods: &str) -> String {
    match methods.rsplit_once(", ") {
        Some((others, last)) => format!("{others} and {last}"),
        None => methods.to_owned(),
    }
}

/// What an error is in a log; nothing here writes one.
impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message())
    }
}
