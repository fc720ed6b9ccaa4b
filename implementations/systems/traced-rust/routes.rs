use axum::{
    Json, Router,
    extract::State,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use opentelemetry_instrumentation_tower::http::server::Layer;
use serde::Serialize;

use crate::{
    answers::ApiError,
    app::App,
    hello::hello,
    items::item,
    middleware::{catch_panic, close_while_draining},
    relay::relay,
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

// #region routes
/// Every path; `get` answers HEAD as well.
pub(crate) fn router(app: App, spans: Option<Layer>) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/hello", get(hello))
        .merge(traced_paths(app.store.is_some(), spans))
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .fallback(async || ApiError::NotFound)
        // The last layer is the outermost: an answer to a panic needs its `Connection: close` too.
        .layer(from_fn(catch_panic))
        .layer(from_fn_with_state(
            app.draining.clone(),
            close_while_draining,
        ))
        .with_state(app)
}

/// What does work. Who asks whether the process lives comes every few seconds for as long as it does,
/// and would be most of the traces of a quiet service.
///
/// Without traces there is no layer, not one that does nothing: what is measured as untraced has none
/// of it in its path.
fn traced_paths(with_relay: bool, spans: Option<Layer>) -> Router<App> {
    let mut paths = Router::new().route("/items/{id}", get(item));
    if with_relay {
        paths = paths.route("/relay/{id}", get(relay));
    }
    match spans {
        // Of the routes and not around the router: axum has found the route by then, from which come
        // the span's name and http.route.
        Some(spans) => paths.route_layer(spans),
        None => paths,
    }
}
// #endregion routes

/// Whether the process lives; whoever asks restarts it if not. So it stays "ok" while the server
/// drains.
async fn health() -> Json<Status> {
    Json(Status { status: "ok" })
}

/// Whether new traffic may come; whoever asks sends it elsewhere if not. It does not ask the program
/// behind: were that one down, a balancer would take away all paths.
async fn ready(State(app): State<App>) -> Result<Json<Status>, ApiError> {
    if app.draining.is_on() {
        return Err(ApiError::NotReady);
    }
    Ok(Json(Status { status: "ready" }))
}

#[cfg(test)]
mod tests;
