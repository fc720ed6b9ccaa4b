//! What the paths answer, traced or not; `tests/spans.rs` looks at what is told of it.

mod spans;

use std::{error::Error, sync::Arc, time::Duration};

use axum::{body::Body, http::Request};
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use reqwest::Url;
use tokio::net::TcpListener;
use tower::ServiceExt;

use super::*;
use crate::{relay::Store, shutdown::Draining, traces::server_spans};

type Outcome = Result<(), Box<dyn Error>>;

/// Long enough for what answers, short enough to wait for what does not.
const WAIT: Duration = Duration::from_millis(300);

fn program(store: Option<Url>, traced: bool) -> Result<Router, String> {
    let store = store.map(|address| Store::new(address, WAIT, traced));
    let app = App {
        draining: Draining::default(),
        store: store.transpose()?.map(Arc::new),
    };
    Ok(router(app, traced.then(server_spans).transpose()?))
}

/// Serves until the test ends, and its runtime with it.
async fn serve(router: Router) -> Result<Url, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?).parse()?;
    tokio::spawn(async move {
        while let Ok((socket, _peer)) = listener.accept().await {
            let service = TowerToHyperService::new(router.clone());
            let connection = http1::Builder::new().serve_connection(TokioIo::new(socket), service);
            tokio::spawn(connection);
        }
    });
    Ok(address)
}

async fn get_with(
    router: Router,
    target: &str,
    traceparent: &str,
) -> Result<(u16, String), Box<dyn Error>> {
    let request = Request::get(target)
        .header("traceparent", traceparent)
        .body(Body::empty())?;
    let answer = router.oneshot(request).await?;
    let status = answer.status().as_u16();
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await?;
    Ok((status, String::from_utf8(body.to_vec())?))
}

async fn get_from(router: Router, target: &str) -> Result<(u16, String), Box<dyn Error>> {
    get_with(router, target, "").await
}

fn answer(status: u16, body: &str) -> (u16, String) {
    (status, body.to_owned())
}

#[tokio::test]
async fn an_item_is_made_and_relayed() -> Outcome {
    let back = program(None, false)?;
    let front = program(Some(serve(back.clone()).await?), false)?;
    let seven = answer(200, r#"{"id":7,"name":"item 7"}"#);
    assert_eq!(get_from(back.clone(), "/items/7").await?, seven);
    assert_eq!(get_from(front.clone(), "/relay/7").await?, seven);
    let nothing = answer(404, r#"{"error":"not found"}"#);
    for id in ["0", "1001", "07", "x", "%37%20", "%ff"] {
        let (items, relay) = (format!("/items/{id}"), format!("/relay/{id}"));
        assert_eq!(get_from(back.clone(), &items).await?, nothing, "{items}");
        assert_eq!(get_from(front.clone(), &relay).await?, nothing, "{relay}");
    }
    Ok(())
}

#[tokio::test]
async fn only_a_front_relays() -> Outcome {
    assert_eq!(get_from(program(None, false)?, "/relay/7").await?.0, 404);
    Ok(())
}

#[tokio::test]
async fn a_back_that_refuses_or_says_nothing_is_a_502() -> Outcome {
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    let bad_gateway = answer(502, r#"{"error":"bad gateway"}"#);
    // 9 is the port "discard", where nobody listens.
    let refusing = "http://127.0.0.1:9".to_owned();
    for address in [refusing, format!("http://{}", silent.local_addr()?)] {
        let front = program(Some(address.parse()?), false)?;
        assert_eq!(get_from(front, "/relay/7").await?, bad_gateway, "{address}");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_without_end_is_a_502() -> Outcome {
    let back = Router::new().route("/items/{id}", get(async || "x".repeat(100_000)));
    let front = program(Some(serve(back).await?), false)?;
    assert_eq!(get_from(front, "/relay/7").await?.0, 502);
    Ok(())
}

#[tokio::test]
async fn is_not_ready_while_it_drains() -> Outcome {
    let app = App {
        draining: Draining::default(),
        store: None,
    };
    let program = router(app.clone(), None);
    assert_eq!(get_from(program.clone(), "/ready").await?.0, 200);
    app.draining.turn_on();
    assert_eq!(get_from(program, "/ready").await?.0, 503);
    Ok(())
}
