use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use tokio::sync::watch;
use tower::ServiceExt;

use super::*;
use crate::{
    compute::Compute, counters, seats::Seats, sessions::Sessions, settings::Variant,
    shutdown::Draining, sockets::Sockets,
};

mod paths;
mod refusals;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Status, the headers asked for (empty where absent) and the body.
async fn ask<const N: usize>(
    router: Router,
    method: &str,
    target: &str,
    headers: [&str; N],
) -> Result<(u16, [String; N], String), Box<dyn std::error::Error>> {
    send(router, method, target, headers, "").await
}

/// The same with a body, which is said to be JSON.
async fn send<const N: usize>(
    router: Router,
    method: &str,
    target: &str,
    headers: [&str; N],
    body: &'static str,
) -> Result<(u16, [String; N], String), Box<dyn std::error::Error>> {
    let request = Request::builder()
        .method(method)
        .uri(target)
        .header("content-type", "application/json")
        .body(Body::from(body))?;
    let response = router.oneshot(request).await?;
    let found = headers.map(|name| {
        let value = response
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    });
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 1_000).await?;
    Ok((status, found, String::from_utf8(body.to_vec())?))
}

fn app(compute: Compute, draining: Draining) -> Arc<App> {
    App::new(
        compute,
        Sessions::new(1),
        counters::of(Variant::Inline),
        Sockets::new(watch::Sender::new(false)),
        draining,
    )
}

fn with(compute: Compute) -> Router {
    router(app(compute, Draining::default()), Additions::default())
}

fn every_variant() -> [Router; 3] {
    [
        Variant::Inline,
        Variant::SpawnBlocking,
        Variant::BlockInPlace,
    ]
    .map(|variant| with(Compute::of(variant)))
}
