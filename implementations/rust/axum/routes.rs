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
    me::me, middleware::surround, overview, prime::prime, products, protection::Guards, rate_limit,
    room, shared_state, shedding, sockets, tokens, transform::transform, wait::wait, work::work,
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

// #region routes
/// What the settings add to the paths that every server has.
#[derive(Default)]
pub(crate) struct Additions {
    pub(crate) database: Option<Arc<Database>>,
    pub(crate) guards: Option<Guards>,
    pub(crate) limited: bool,
}

/// Every path of the server, without those that need what is not there.
pub(crate) fn router(app: Arc<App>, additions: Additions) -> Router {
    let mut paths = Router::new()
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
            "/counters",
            only(
                "GET, HEAD, POST",
                get(shared_state::read).post(shared_state::increment),
            ),
        )
        .route(
            "/counters/{key}",
            only(
                "GET, HEAD, PUT",
                get(shared_state::get).put(shared_state::put),
            ),
        )
        .route(
            "/json",
            only("GET, HEAD, POST", get(json::serve).post(json::raise)),
        )
        .route("/sockets/echo", read_only(sockets::echo))
        .route("/sockets/broadcast", read_only(room::broadcast))
        .route("/json/echo", only("POST", post(json::echo)))
        .route("/transform", only("POST", post(transform)));
    if let Some(database) = additions.database {
        paths = paths.merge(database_paths().with_state(database));
    }
    if let Some(guards) = additions.guards {
        paths = paths.merge(protected_paths(guards));
    }
    if additions.limited {
        paths = shedding::limited(paths);
    }
    // Behind no limit: a server that is busy must not be taken for one that is dead.
    let paths = paths
        .route("/health", read_only(health))
        .route("/ready", read_only(ready));
    surrounded(paths, app)
}

/// `route_layer` and not `layer`: a method that a path does not have is refused without a token. The
/// layer that is added last is asked first.
fn protected_paths(Guards { verifier, limiter }: Guards) -> Router<Arc<App>> {
    let verified = from_fn_with_state(verifier, tokens::verify);
    let limited = from_fn_with_state(limiter, rate_limit::limit);
    Router::new()
        .route("/me/unlimited", read_only(me).route_layer(verified.clone()))
        .route(
            "/me",
            read_only(me).route_layer(limited).route_layer(verified),
        )
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
