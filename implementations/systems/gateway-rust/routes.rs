use axum::{
    Json, Router,
    extract::State,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use serde::Serialize;

use crate::{
    answers::ApiError,
    app::App,
    gateway::{protected_cached, protected_work, work},
    hello::hello,
    middleware::{catch_panic, close_while_draining},
};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

/// Every path of the gateway; those whose program is nowhere do not exist. `get` answers HEAD as well.
pub(crate) fn router(app: App) -> Router {
    let mut paths = Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/hello", get(hello));
    if app.compute.is_some() {
        paths = paths.route("/work", get(work));
    }
    if app.auth.is_some() && app.compute.is_some() {
        paths = paths.route("/gateway/work", get(protected_work));
    }
    if app.auth.is_some() && app.cache.is_some() {
        paths = paths.route("/gateway/cached/{key}", get(protected_cached));
    }
    paths
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

/// Whether the process lives; whoever asks restarts it if not. So it stays "ok" while the server
/// drains.
async fn health() -> Json<Status> {
    Json(Status { status: "ok" })
}

/// Whether new traffic may come; whoever asks sends it elsewhere if not. It does not ask the programs
/// behind: were one of them down, a balancer would take away the paths of all.
async fn ready(State(app): State<App>) -> Result<Json<Status>, ApiError> {
    if app.draining.is_on() {
        return Err(ApiError::NotReady);
    }
    Ok(Json(Status { status: "ready" }))
}

#[cfg(test)]
mod tests {
    use std::{error::Error, time::Duration};

    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    use super::*;
    use crate::{
        part::{Part, new_client},
        shutdown::Draining,
    };

    type Outcome = Result<(), Box<dyn Error>>;

    /// Behind it the port 9, "discard", where nobody listens.
    fn app(draining: &Draining, with_compute: bool) -> App {
        let wait = Duration::from_secs(2);
        let address = axum::http::Uri::from_static("http://127.0.0.1:9");
        App {
            draining: draining.clone(),
            auth: None,
            cache: None,
            compute: with_compute.then(|| Part::new(new_client(wait), address, wait)),
        }
    }

    async fn status(app: App, target: &str) -> Result<u16, Box<dyn Error>> {
        let request = Request::get(target).body(Body::empty())?;
        Ok(router(app).oneshot(request).await?.status().as_u16())
    }

    #[tokio::test]
    async fn a_path_exists_where_its_program_does() -> Outcome {
        let draining = Draining::default();
        assert_eq!(status(app(&draining, false), "/work?units=1").await?, 404);
        assert_eq!(status(app(&draining, true), "/work?units=1").await?, 502);
        assert_eq!(status(app(&draining, true), "/gateway/work").await?, 404);
        Ok(())
    }

    #[tokio::test]
    async fn is_not_ready_while_it_drains() -> Outcome {
        let draining = Draining::default();
        assert_eq!(status(app(&draining, true), "/ready").await?, 200);
        draining.turn_on();
        assert_eq!(status(app(&draining, true), "/ready").await?, 503);
        Ok(())
    }
}
