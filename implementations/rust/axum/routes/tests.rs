use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use tower::ServiceExt;

use super::*;
use crate::{
    compute::Compute, counters, seats::Seats, sessions::Sessions, settings::Variant,
    shutdown::Draining,
};

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

fn with(compute: Compute) -> Router {
    router(
        App::new(
            compute,
            Sessions::new(1),
            counters::of(Variant::Inline),
            Draining::default(),
        ),
        Additions::default(),
    )
}

fn every_variant() -> [Router; 3] {
    [
        Variant::Inline,
        Variant::SpawnBlocking,
        Variant::BlockInPlace,
    ]
    .map(|variant| with(Compute::of(variant)))
}

// `block_in_place` panics where there is no other worker to hand things to.
#[tokio::test(flavor = "multi_thread")]
async fn answers_what_the_contract_says_byte_for_byte() -> Outcome {
    let invalid = r#"{"error":{"code":"invalid-parameter","message":"n must be given once, as a whole number from 1 to 20000."}}"#;
    let not_found = r#"{"error":{"code":"not-found","message":"There is nothing at this path."}}"#;
    let rows = [
        ("/health", 200, r#"{"status":"ok"}"#),
        ("/ready", 200, r#"{"status":"ready"}"#),
        ("/hello", 200, r#"{"message":"Hello, World!"}"#),
        ("/hello?n=5", 200, r#"{"message":"Hello, World!"}"#),
        ("/prime?n=500", 200, r#"{"n":500,"prime":3571}"#),
        ("/work?units=0", 200, r#"{"units":0,"result":2463534242}"#),
        ("/work?units=1", 200, r#"{"units":1,"result":3298996588}"#),
        (
            "/wait?ms=1&units=1",
            200,
            r#"{"ms":1,"units":1,"result":3298996588}"#,
        ),
        (
            "/items/1",
            200,
            r#"{"id":1,"name":"Item 1","priceCents":7919,"tags":["new"]}"#,
        ),
        (
            "/items?from=1001&limit=1",
            200,
            r#"{"items":[],"next":null}"#,
        ),
        (
            "/items/summary?from=1&limit=1",
            200,
            r#"{"count":1,"totalCents":7919,"meanCents":7919,"maxCents":7919}"#,
        ),
        ("/items/01", 404, not_found),
        ("/items/", 404, not_found),
        ("/items/10001", 404, not_found),
        ("/prime", 400, invalid),
        ("/prime?n=05", 400, invalid),
        ("/prime/", 404, not_found),
        ("/", 404, not_found),
    ];
    for router in every_variant() {
        for (target, status, body) in rows {
            let asked = ["content-type", "content-length"];
            let answer = ask(router.clone(), "GET", target, asked).await?;
            let headers = ["application/json".to_owned(), body.len().to_string()];
            assert_eq!(
                answer,
                (status, headers.clone(), body.to_owned()),
                "{target}"
            );

            let head = ask(router.clone(), "HEAD", target, asked).await?;
            assert_eq!(head, (status, headers, String::new()), "HEAD {target}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn takes_bodies() -> Outcome {
    let item = r#"{"name":"Lamp","priceCents":1999,"tags":["light"]}"#;
    let stored = r#"{"id":2000,"name":"Lamp","priceCents":1999,"tags":["light"]}"#;
    let orders = r#"{"orders":[{"id":1,"customer":{"id":1,"name":"Ada","country":"DE"},"placedAt":"2026-01-02T03:04:05Z","status":"cancelled","lines":[{"sku":"A","quantity":1,"unitPriceCents":1,"discountPercent":0}]}]}"#;
    let sales = r#"{"orders":0,"cancelled":1,"revenueCents":0,"firstPlacedAt":null,"lastPlacedAt":null,"days":0,"countries":[],"customers":[],"largest":[]}"#;
    let invalid =
        r#"{"error":{"code":"invalid-body","message":"The body is not what this path takes."}}"#;
    for router in every_variant() {
        for (method, target, body, status, answer) in [
            ("PUT", "/items/2000", item, 201, stored),
            ("PUT", "/items/2000", item, 200, stored),
            ("GET", "/items/2000", "", 200, stored),
            ("PUT", "/items/2000", "{}", 400, invalid),
            (
                "POST",
                "/json",
                r#"{"records":[]}"#,
                200,
                r#"{"count":0,"total":0,"records":[]}"#,
            ),
            ("POST", "/json", r#"{"records":{}}"#, 400, invalid),
            ("POST", "/transform", orders, 200, sales),
            ("POST", "/transform", r#"{"orders":[]}"#, 400, invalid),
        ] {
            let got = send(router.clone(), method, target, [], body).await?;
            assert_eq!(got, (status, [], answer.to_owned()), "{method} {target}");
        }
        // An id that cannot be is refused before its body is looked at.
        let got = send(router, "PUT", "/items/0", [], "what?").await?;
        assert_eq!(got.0, 404);
    }
    Ok(())
}

#[tokio::test]
async fn names_the_methods_it_answers() -> Outcome {
    let router = with(Compute::Inline);
    for (method, path, methods, words) in [
        ("POST", "/health", "GET, HEAD", "GET and HEAD"),
        ("POST", "/prime?n=5", "GET, HEAD", "GET and HEAD"),
        ("POST", "/items/none", "GET, HEAD, PUT", "GET, HEAD and PUT"),
        ("PUT", "/json", "GET, HEAD, POST", "GET, HEAD and POST"),
        ("POST", "/counters/1", "GET, HEAD, PUT", "GET, HEAD and PUT"),
        ("GET", "/json/echo", "POST", "POST"),
        ("GET", "/transform", "POST", "POST"),
    ] {
        let (status, [allow], body) = ask(router.clone(), method, path, ["allow"]).await?;
        assert_eq!((status, allow.as_str()), (405, methods), "{path}");
        assert!(
            body.contains(&format!("This path answers {words}.")),
            "{body}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn refuses_traffic_but_lives_while_it_drains() -> Outcome {
    let draining = Draining::default();
    let router = router(
        App::new(
            Compute::Inline,
            Sessions::new(1),
            counters::of(Variant::Inline),
            draining.clone(),
        ),
        Additions::default(),
    );
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
    let full = || Arc::new(Seats::new(0, 0));
    for compute in [
        Compute::SpawnBlocking(full()),
        Compute::BlockInPlace(full()),
    ] {
        let router = with(compute);
        for target in ["/prime?n=5", "/work?units=1", "/wait?ms=0&units=1"] {
            let (status, [retry], body) =
                ask(router.clone(), "GET", target, ["retry-after"]).await?;
            assert_eq!((status, retry.as_str()), (503, "1"));
            assert_eq!(
                body,
                r#"{"error":{"code":"overloaded","message":"Too many requests are waiting."}}"#
            );
        }
        // A request that nobody could answer is told so first, and one without units needs no place.
        assert_eq!(ask(router.clone(), "GET", "/prime?n=x", []).await?.0, 400);
        assert_eq!(ask(router, "GET", "/wait?ms=1&units=0", []).await?.0, 200);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn gives_places_back() -> Outcome {
    let one = || Arc::new(Seats::new(1, 0));
    for compute in [Compute::SpawnBlocking(one()), Compute::BlockInPlace(one())] {
        let router = with(compute);
        for _ in 0..3 {
            assert_eq!(ask(router.clone(), "GET", "/prime?n=5", []).await?.0, 200);
        }
    }
    Ok(())
}

#[tokio::test]
#[expect(clippy::panic, reason = "what this test is about")]
async fn answers_500_without_a_word_of_the_panic() -> Outcome {
    async fn fails() -> StatusCode {
        panic!("secret")
    }
    let paths = Router::new().route("/fails", get(fails));
    let router = surrounded(
        paths,
        App::new(
            Compute::Inline,
            Sessions::new(1),
            counters::of(Variant::Inline),
            Draining::default(),
        ),
    );
    let (status, [], body) = ask(router, "GET", "/fails", []).await?;
    assert_eq!(status, 500);
    assert_eq!(
        body,
        r#"{"error":{"code":"internal","message":"The server failed to answer."}}"#
    );
    Ok(())
}
