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
    answers::ApiError, app::App, churn::churn, database::Database, hello::hello, items, json,
    middleware::surround, overview, prime::prime, products, transform::transform, wait::wait,
    work::work,
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

// #region routes
/// Every path of the server, without those that need a database where there is none.
pub(crate) fn router(app: Arc<App>, database: Option<Arc<Database>>) -> Router {
    let paths = Router::new()
        .route("/health", read_only(health))
        .route("/ready", read_only(ready))
        .route("/hello", read_only(hello))
        .route("/prime", read_only(prime))
        .route("/work", read_only(work))
        .route("/wait", read_only(wait))
        .route("/churn", read_only(churn))
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
    match database {
        Some(database) => surrounded(paths.merge(database_paths().with_state(database)), app),
        None => surrounded(paths, app),
    }
}

fn database_paths() -> Router<Arc<Database>> {
    Router::new()
        .route(
            "/products",
            only(
                "GET, HEAD, POST",
                get(products::list).post(products::create),
            ),
        )
        .route(
            "/products/{id}",
            only(
                "GET, HEAD, PUT, DELETE",
                get(products::read)
                    .put(products::update)
                    .delete(products::delete),
            ),
        )
        .route(
            "/customers/{id}/overview/sequential",
            read_only(overview::sequential),
        )
        .route(
            "/customers/{id}/overview/parallel",
            read_only(overview::parallel),
        )
        .route(
            "/customers/{id}/overview/pipelined",
            read_only(overview::pipelined),
        )
        .route(
            "/customers/{id}/overview/n-plus-one",
            read_only(overview::n_plus_one),
        )
}
// #endregion routes

fn surrounded(paths: Router<Arc<App>>, app: Arc<App>) -> Router {
    paths
        .fallback(async || ApiError::NotFound)
        .layer(from_fn_with_state(app.clone(), surround))
        .with_state(app)
}

/// `get` answers HEAD as well: axum runs the handler and drops the body.
fn read_only<H, T, S>(handler: H) -> MethodRouter<S>
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    only("GET, HEAD", get(handler))
}

/// Any other method is refused with the names of these.
fn only<S>(methods: &'static str, path: MethodRouter<S>) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
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
