use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use tower::ServiceExt;

use super::*;
use crate::known_truth::KnownTruth;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Status, the headers asked for (empty where absent) and the body.
async fn ask<const N: usize>(
    router: Router,
    method: &str,
    target: &str,
    headers: [&str; N],
) -> Result<(u16, [String; N], String), Box<dyn std::error::Error>> {
    let request = Request::builder()
        .method(method)
        .uri(target)
        .body(Body::empty())?;
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

fn at_once(draining: &Draining) -> std::io::Result<Router> {
    let calibration = Calibration::new(KnownTruth::default())?;
    Ok(router(calibration, draining))
}

#[tokio::test]
async fn answers_what_the_contract_says_byte_for_byte() -> Outcome {
    let not_found = r#"{"error":{"code":"not-found","message":"There is nothing at this path."}}"#;
    let rows = [
        ("/health", 200, r#"{"status":"ok"}"#),
        ("/ready", 200, r#"{"status":"ready"}"#),
        ("/hello", 200, r#"{"message":"Hello, World!"}"#),
        ("/hello?n=5", 200, r#"{"message":"Hello, World!"}"#),
        ("/hello/", 404, not_found),
        ("/", 404, not_found),
    ];
    let router = at_once(&Draining::default())?;
    for (target, status, body) in rows {
        let names = ["content-type", "content-length"];
        let headers = ["application/json".to_owned(), body.len().to_string()];
        let answer = ask(router.clone(), "GET", target, names).await?;
        let expected = (status, headers.clone(), body.to_owned());
        assert_eq!(answer, expected, "{target}");

        let head = ask(router.clone(), "HEAD", target, names).await?;
        assert_eq!(head, (status, headers, String::new()), "HEAD {target}");
    }
    Ok(())
}

#[tokio::test]
async fn names_the_methods_it_answers() -> Outcome {
    for path in ["/health", "/ready", "/hello"] {
        let router = at_once(&Draining::default())?;
        let (status, [allow], body) = ask(router, "POST", path, ["allow"]).await?;
        assert_eq!((status, allow.as_str()), (405, "GET, HEAD"), "{path}");
        assert!(
            body.starts_with(r#"{"error":{"code":"method-not-allowed","#),
            "{body}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn refuses_traffic_but_lives_while_it_drains() -> Outcome {
    let draining = Draining::default();
    let router = at_once(&draining)?;
    let (status, [connection], _) = ask(router.clone(), "GET", "/ready", ["connection"]).await?;
    assert_eq!((status, connection.as_str()), (200, ""));

    draining.turn_on();
    let (status, [connection], body) = ask(router.clone(), "GET", "/ready", ["connection"]).await?;
    assert_eq!((status, connection.as_str()), (503, "close"));
    assert_eq!(
        body,
        r#"{"error":{"code":"not-ready","message":"The server is shutting down."}}"#
    );
    assert_eq!(ask(router, "GET", "/health", []).await?.0, 200);
    Ok(())
}

#[tokio::test]
#[expect(clippy::panic, reason = "what this test is about")]
async fn answers_500_without_a_word_of_the_panic() -> Outcome {
    async fn fails() -> StatusCode {
        panic!("secret")
    }
    let router = with_hello(get(fails), &Draining::default());
    let (status, [], body) = ask(router, "GET", "/hello", []).await?;
    assert_eq!(status, 500);
    assert_eq!(
        body,
        r#"{"error":{"code":"internal","message":"The server failed to answer."}}"#
    );
    Ok(())
}
