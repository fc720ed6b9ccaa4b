use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// Every error this server explains: one shape, and never the text of a panic or of a library.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ApiError {
    NotFound,
    MethodNotAllowed,
    Internal,
    NotReady,
}

#[derive(Serialize)]
struct ErrorBody {
    error: ErrorDetail,
}

#[derive(Serialize)]
struct ErrorDetail {
    code: &'static str,
    message: &'static str,
}

impl ApiError {
    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "not-found",
                "There is nothing at this path.",
            ),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This path answers GET and HEAD.",
            ),
            Self::Internal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "The server failed to answer.",
            ),
            Self::NotReady => (
                StatusCode::SERVICE_UNAVAILABLE,
                "not-ready",
                "The server is shutting down.",
            ),
        }
    }
}

/// With this, a handler may return `Result<_, ApiError>`. axum's own fallbacks answer in plain text or
/// with an empty body, which a client of a JSON API would have to treat apart.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code, message) = self.parts();
        let body = Json(ErrorBody {
            error: ErrorDetail { code, message },
        });
        match self {
            // axum would write "GET,HEAD" by itself; a value that is already there it keeps.
            Self::MethodNotAllowed => {
                (status, [(header::ALLOW, "GET, HEAD")], body).into_response()
            }
            _ => (status, body).into_response(),
        }
    }
}

/// What the two traced paths say where they have nothing else: a shape of this workload's own.
pub(crate) fn refusal(status: StatusCode, error: &'static str) -> Response {
    (status, Json(Refusal { error })).into_response()
}

#[derive(Serialize)]
struct Refusal {
    error: &'static str,
}
