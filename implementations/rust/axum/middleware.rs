use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;

use crate::{answers::ApiError, app::App};

/// Answers 500 where a handler panics. Without it the panic ends the connection's task: the client
/// sees a connection closed without an answer, and requests pipelined behind it are lost. The
/// panic's text goes to standard error alone.
pub(crate) async fn catch_panic(request: Request, next: Next) -> Response {
    // Safe to assert: what the handlers share are semaphores, a flag and a store that replaces an item
    // whole, and none can be left half-changed.
    AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .await
        .unwrap_or_else(|_panic| ApiError::Internal.into_response())
}

/// Says `Connection: close` in every answer while the server drains.
///
/// hyper says it too, once its connection has been told to stop. This comes first: a request that
/// computes on the last free worker is answered before any task could have told its connection.
pub(crate) async fn close_while_draining(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if app.draining.is_on() {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}
