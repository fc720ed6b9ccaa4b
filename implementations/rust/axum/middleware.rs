use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;

use crate::{answers::ApiError, app::App};

/// What every request goes through, from outside to inside:
///
/// - While the server drains, each answer says `Connection: close`, but for the one that begins a WebSocket, which
///   is told to end as a WebSocket. hyper says it too, once its
///   connection has been told to stop. This comes first: a request that computes on the last free
///   worker is answered before any task could have told its connection.
/// - A panic in a handler is answered with 500. Without it the panic ends the connection's task: the
///   client sees a connection closed without an answer, and requests pipelined behind it are lost.
///   The panic's text goes to standard error alone. Safe to assert: what the handlers share are
///   semaphores, a flag and a store that replaces an item whole, and none can be left half-changed.
///
/// One function for both, because each has its price: `from_fn` puts the rest of the service and its
/// future into boxes of their own for every request (axum 0.8.9, `src/middleware/from_fn.rs`).
pub(crate) async fn surround(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .await
        .unwrap_or_else(|_panic| ApiError::Internal.into_response());
    if app.draining.is_on() && response.status() != StatusCode::SWITCHING_PROTOCOLS {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}
