use std::panic::AssertUnwindSafe;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;

use crate::{answers::ApiError, shutdown::Draining};

/// Answers 500 where a handler panics. Without it the panic ends the connection's task: the client
/// sees a connection closed without an answer, and requests pipelined behind it are lost. The
/// panic's text goes to standard error alone.
pub(crate) async fn catch_panic(request: Request, next: Next) -> Response {
    // Safe to assert: what the handlers share is a flag and two locks, and no code that panics holds
    // one.
    AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .await
        .unwrap_or_else(|_panic| ApiError::Internal.into_response())
}

/// Says `Connection: close` in every answer while the server drains.
///
/// hyper says it too, once its connection has been told to stop. This comes first: an answer that is
/// due in the same turn of the loop is sent before any task could have told its connection.
pub(crate) async fn close_while_draining(
    State(draining): State<Draining>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if draining.is_on() {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}
