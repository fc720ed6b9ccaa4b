use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt;
use hyper::{
    Method, Request,
    header::{CONNECTION, HeaderValue},
    http::request::Parts,
};
use serde::Serialize;

use crate::{
    answers::{Answer, ApiError, ok},
    body::RequestBody,
    cache::{DocumentCache, cached},
    hello::hello,
    items,
    shutdown::Draining,
    store::Store,
};

/// What every request may need; a copy a connection, which is three pointers.
#[derive(Clone)]
pub(crate) struct App {
    draining: Draining,
    store: Arc<Store>,
    /// Absent where nothing says which origin there is to cache.
    cache: Option<Arc<DocumentCache>>,
}

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

impl App {
    pub(crate) fn new(draining: Draining, cache: Option<DocumentCache>) -> Self {
        Self {
            draining,
            store: Arc::new(Store::with_initial_items()),
            cache: cache.map(Arc::new),
        }
    }

    /// Answers every request, whatever happens inside.
    pub(crate) async fn answer<B: RequestBody>(self, request: Request<B>) -> Answer {
        let (head, body) = request.into_parts();
        // A panic would end the connection's task: the client would see a connection closed without
        // an answer, and requests pipelined behind it would be lost. The panic's text goes to
        // standard error alone. Safe to assert: the store replaces an item whole, and a flag cannot
        // be left half-changed.
        let mut answer = AssertUnwindSafe(self.route(&head, body))
            .catch_unwind()
            .await
            .unwrap_or(Err(ApiError::Internal))
            .unwrap_or_else(Answer::from);
        if self.draining.is_on() {
            // hyper says it too, once its connection has been told to stop. This comes first: a
            // request on the last free worker is answered before any task could have told it.
            answer
                .headers_mut()
                .insert(CONNECTION, HeaderValue::from_static("close"));
        }
        answer
    }

    // #region routes
    /// Every path of the server. A `match` is a router: the compiler turns it into comparisons of
    /// lengths and bytes. Beyond some dozen paths one would want `matchit`, which is what axum has.
    async fn route<B: RequestBody>(&self, head: &Parts, body: B) -> Result<Answer, ApiError> {
        match head.uri.path() {
            "/health" => read_only(head).map(|()| ok(&Status { status: "ok" })),
            "/ready" => read_only(head).and_then(|()| self.ready()),
            "/hello" => read_only(head).map(|()| hello()),
            "/items" => read_only(head).and_then(|()| items::list(&self.store, head)),
            "/items/summary" => read_only(head).and_then(|()| items::summary(&self.store, head)),
            path => match (path.strip_prefix("/items/"), path.strip_prefix("/cached/")) {
                (Some(id), _) if !id.is_empty() && !id.contains('/') => {
                    allow(
                        head,
                        &[Method::GET, Method::HEAD, Method::PUT],
                        "GET, HEAD, PUT",
                    )?;
                    items::one(&self.store, id, head, body).await
                }
                (_, Some(key)) if !key.is_empty() && !key.contains('/') => {
                    let cache = self.cache.as_ref().ok_or(ApiError::NotFound)?;
                    read_only(head)?;
                    cached(cache, key).await
                }
                _ => Err(ApiError::NotFound),
            },
        }
    }
    // #endregion routes

    /// Whether new traffic may come; whoever asks sends it elsewhere if not. `/health` tells whether
    /// the process lives, and whoever asks that restarts it if not: so it stays "ok".
    fn ready(&self) -> Result<Answer, ApiError> {
        if self.draining.is_on() {
            return Err(ApiError::NotReady);
        }
        Ok(ok(&Status { status: "ready" }))
    }
}

/// hyper sends the headers of an answer to HEAD, with its length, and leaves the body out.
fn read_only(head: &Parts) -> Result<(), ApiError> {
    allow(head, &[Method::GET, Method::HEAD], "GET, HEAD")
}

fn allow(head: &Parts, methods: &[Method], in_order: &'static str) -> Result<(), ApiError> {
    if methods.contains(&head.method) {
        return Ok(());
    }
    Err(ApiError::MethodNotAllowed(in_order))
}

#[cfg(test)]
mod tests;
