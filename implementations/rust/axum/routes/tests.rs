use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use tower::ServiceExt;

use super::*;

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

fn both() -> [Router; 2] {
    [Variant::Inline, Variant::SpawnBlocking].map(|variant| router(variant, &Draining::default()))
}

#[tokio::test]
async fn answers_what_the_contract_says_byte_for_byte() -> Outcome {
    let invalid = r#"{"error":{"code":"invalid-parameter","message":"n must be given once, as a whole number from 1 to 20000."}}"#;
    let not_found = r#"{"error":{"code":"not-found","message":"There is nothing at this path."}}"#;
    let rows = [
        ("/health", 200, r#"{"status":"ok"}"#),
        ("/ready", 200, r#"{"status":"ready"}"#),
        ("/hello", 200, r#"{"message":"Hello, World!"}"#),
        ("/hello?n=5", 200, r#"{"message":"Hello, World!"}"#),
        ("/prime?n=500", 200, r#"{"n":500,"prime":3571}"#),
        ("/prime", 400, invalid),
        ("/prime?n=05", 400, invalid),
        ("/prime/", 404, not_found),
        ("/", 404, not_found),
    ];
    for router in both() {
        for (target, status, body) in rows {
            let headers = ["content-type", "content-length"];
            let answer = ask(router.clone(), "GET", target, headers).await?;
            let headers = ["application/json".to_owned(), body.len().to_string()];
            assert_eq!(
                answer,
                (status, headers.clone(), body.to_owned()),
                "{target}"
            );

            let head = ask(
                router.clone(),
                "HEAD",
                target,
                ["content-type", "content-length"],
            )
            .await?;
            assert_eq!(head, (status, headers, String::new()), "HEAD {target}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn names_the_methods_it_answers() -> Outcome {
    for router in both() {
        for path in ["/health", "/ready", "/hello", "/prime?n=5"] {
            let (status, [allow], body) = ask(router.clone(), "POST", path, ["allow"]).await?;
            assert_eq!((status, allow.as_str()), (405, "GET, HEAD"), "{path}");
            assert!(
                body.starts_with(r#"{"error":{"code":"method-not-allowed","#),
                "{body}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn refuses_traffic_but_lives_while_it_drains() -> Outcome {
    let draining = Draining::default();
    let router = router(Variant::Inline, &draining);
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
async fn sends_away_whom_it_has_no_place_for() -> Outcome {
    let full = Seats::new(0, 0);
    let router = with_prime(
        get(prime::spawn_blocking).with_state(full),
        &Draining::default(),
    );
    let (status, [retry], body) = ask(router.clone(), "GET", "/prime?n=5", ["retry-after"]).await?;
    assert_eq!((status, retry.as_str()), (503, "1"));
    assert_eq!(
        body,
        r#"{"error":{"code":"overloaded","message":"Too many requests are waiting."}}"#
    );
    // A request that nobody could answer is told so first.
    assert_eq!(ask(router, "GET", "/prime?n=x", []).await?.0, 400);
    Ok(())
}

#[tokio::test]
async fn gives_places_back() -> Outcome {
    let one = get(prime::spawn_blocking).with_state(Seats::new(1, 0));
    let router = with_prime(one, &Draining::default());
    for _ in 0..3 {
        assert_eq!(ask(router.clone(), "GET", "/prime?n=5", []).await?.0, 200);
    }
    Ok(())
}

#[tokio::test]
#[expect(clippy::panic, reason = "what this test is about")]
async fn answers_500_without_a_word_of_the_panic() -> Outcome {
    async fn fails() -> StatusCode {
        panic!("secret")
    }
    let router = with_prime(get(fails), &Draining::default());
    let (status, [], body) = ask(router, "GET", "/prime", []).await?;
    assert_eq!(status, 500);
    assert_eq!(
        body,
        r#"{"error":{"code":"internal","message":"The server failed to answer."}}"#
    );
    Ok(())
}
