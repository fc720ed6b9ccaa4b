use axum::{
    Json, Router,
    extract::State,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get},
};
use serde::Serialize;

use crate::{
    answers::ApiError,
    hello,
    middleware::{catch_panic, close_while_draining},
    prime,
    seats::Seats,
    settings::Variant,
    shutdown::Draining,
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

/// Every path of the server. `get` answers HEAD as well: axum runs the handler and drops the body.
pub(crate) fn router(variant: Variant, draining: &Draining) -> Router {
    let prime = match variant {
        Variant::Inline => get(prime::inline),
        Variant::SpawnBlocking => get(prime::spawn_blocking).with_state(Seats::for_this_machine()),
    };
    with_prime(prime, draining)
}

fn with_prime(prime: MethodRouter<Draining>, draining: &Draining) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/hello", get(hello::hello))
        .route("/prime", prime)
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
