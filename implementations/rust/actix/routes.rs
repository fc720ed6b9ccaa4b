use actix_web::{
    FromRequest, Handler, HttpResponse, Resource, Responder, guard,
    web::{self, Data, Json, ServiceConfig},
};
use serde::Serialize;

use crate::{answers::ApiError, hello::hello, items, shutdown::Draining, wait::wait, work::work};

#[derive(Serialize)]
struct Status {
    status: &'static str,
}

// #region routes
/// Every path of the server. `/items/summary` stands before `/items/{id}`, because actix takes the
/// first that matches.
pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(read_only("/health", health))
        .service(read_only("/ready", ready))
        .service(read_only("/hello", hello))
        .service(read_only("/work", work))
        .service(read_only("/wait", wait))
        .service(read_only("/items", items::list))
        .service(read_only("/items/summary", items::summary))
        .service(
            web::resource("/items/{id}")
                .route(get_or_head(items::get))
                .route(web::put().to(items::put))
                .default_service(web::to(async || refuse_method("GET, HEAD, PUT"))),
        )
        .default_service(web::to(async || Err::<HttpResponse, _>(ApiError::NotFound)));
}
// #endregion routes

fn read_only<F, Arguments>(path: &str, handler: F) -> Resource
where
    F: Handler<Arguments, Output: Responder + 'static>,
    Arguments: FromRequest + 'static,
{
    web::resource(path)
        .route(get_or_head(handler))
        .default_service(web::to(async || refuse_method("GET, HEAD")))
}

/// The encoder leaves the body of an answer to HEAD out and keeps its length. `web::get()` alone
/// would not take HEAD.
fn get_or_head<F, Arguments>(handler: F) -> actix_web::Route
where
    F: Handler<Arguments, Output: Responder + 'static>,
    Arguments: FromRequest + 'static,
{
    web::route()
        .guard(guard::Any(guard::Get()).or(guard::Head()))
        .to(handler)
}

fn refuse_method(allowed: &'static str) -> Result<HttpResponse, ApiError> {
    Err(ApiError::MethodNotAllowed(allowed))
}

/// Whether the process lives; whoever asks restarts it if not. So it stays "ok" while the server
/// drains.
async fn health() -> Json<Status> {
    Json(Status { status: "ok" })
}

/// Whether new traffic may come; whoever asks sends it elsewhere if not.
async fn ready(draining: Data<Draining>) -> Result<Json<Status>, ApiError> {
    if draining.is_on() {
        return Err(ApiError::NotReady);
    }
    Ok(Json(Status { status: "ready" }))
}

#[cfg(test)]
mod tests;
