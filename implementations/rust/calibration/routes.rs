use axum::{
    Json, Router,
    extract::State,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get},
};
use serde::Serialize;

use crate::{
    answers::ApiError,
    calibration::Calibration,
    hello,
    middleware::{catch_panic, close_while_draining},
    shutdown::Draining,
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

/// Every path of the server. `get` answers HEAD as well: axum runs the handler and drops the body.
pub(crate) fn router(calibration: Calibration, draining: &Draining) -> Router {
    with_hello(get(hello::hello).with_state(calibration), draining)
}

fn with_hello(hello: MethodRouter<Draining>, draining: &Draining) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/hello", hello)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .fallback(async || ApiError::NotFound)
        // The last layer is the outermost: an answer to a panic needs its `Connection: close` too.
        .layer(from_fn(catch_panic))
        .layer(from_fn_with_state(draining.clone(), close_while_draining))
        .with_state(draining.clone())
}

/// Whether the process lives; whoever asks restarts it if not. So it stays "ok" while the server
/// drains.
async fn health() -> Json<Status> {
    Json(Status { status: "ok" })
}

/// Whether new traffic may come; whoever asks sends it elsewhere if not.
async fn ready(State(draining): State<Draining>) -> Result<Json<Status>, ApiError> {
    if draining.is_on() {
        return Err(ApiError::NotReady);
    }
    Ok(Json(Status { status: "ready" }))
}

#[cfg(test)]
mod tests;
