use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    handler::Handler,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};
use serde::Serialize;

use crate::{
    answers::ApiError, app::App, hello::hello, items, json, middleware::surround, prime::prime,
    transform::transform, wait::wait, work::work,
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

// #region routes
/// Every path of the server.
pub(crate) fn router(app: Arc<App>) -> Router {
    let paths = Router::new()
        .route("/health", read_only(health))
        .route("/ready", read_only(ready))
        .route("/hello", read_only(hello))
        .route("/prime", read_only(prime))
        .route("/work", read_only(work))
        .route("/wait", read_only(wait))
        .route("/items", read_only(items::list))
        .route("/items/summary", read_only(items::summary))
        .route(
            "/items/{id}",
            only("GET, HEAD, PUT", get(items::get).put(items::put)),
        )
        .route(
            "/json",
            only("GET, HEAD, POST", get(json::serve).post(json::raise)),
        )
        .route("/json/echo", only("POST", post(json::echo)))
        .route("/transform", only("POST", post(transform)));
    surrounded(paths, app)
}
// #endregion routes

fn surrounded(paths: Router<Arc<App>>, app: Arc<App>) -> Router {
    paths
        .fallback(async || ApiError::NotFound)
        .layer(from_fn_with_state(app.clone(), surround))
        .with_state(app)
}

/// `get` answers HEAD as well: axum runs the handler and drops the body.
fn read_only<H, T>(handler: H) -> MethodRouter<Arc<App>>
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    only("GET, HEAD", get(handler))
}

/// Any other method is refused with the names of these.
fn only(methods: &'static str, path: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    path.fallback(async move || ApiError::MethodNotAllowed(methods))
}

/// Whether the process lives; whoever asks restarts it if not. So it stays "ok" while the server
/// drains.
async fn health() -> Json<Status> {
    Json(Status { status: "ok" })
}

/// Whether new traffic may come; whoever asks sends it elsewhere if not.
async fn ready(State(app): State<Arc<App>>) -> Result<Json<Status>, ApiError> {
    if app.draining.is_on() {
        return Err(ApiError::NotReady);
    }
    Ok(Json(Status { status: "ready" }))
}

#[cfg(test)]
mod tests;
