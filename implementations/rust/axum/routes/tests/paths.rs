use super::*;

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
