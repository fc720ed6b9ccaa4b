use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;

use super::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Status, the headers asked for (empty where absent) and the body.
async fn ask<const N: usize>(
    app: &App,
    method: &str,
    target: &str,
    body: &str,
    headers: [&str; N],
) -> Result<(u16, [String; N], String), Box<dyn std::error::Error>> {
    let request = Request::builder()
        .method(method)
        .uri(target)
        .header("content-type", "application/json")
        .body(Full::<Bytes>::from(body.to_owned()))?;
    let answer = app.clone().answer(request).await;
    let found = headers.map(|name| {
        let value = answer.headers().get(name);
        let text = value.and_then(|value| value.to_str().ok());
        text.unwrap_or_default().to_owned()
    });
    let status = answer.status().as_u16();
    let bytes = answer.into_body().collect().await?.to_bytes();
    Ok((status, found, String::from_utf8(bytes.to_vec())?))
}

#[tokio::test]
async fn answers_what_the_contract_says_byte_for_byte() -> Outcome {
    let not_found = r#"{"error":{"code":"not-found","message":"There is nothing at this path."}}"#;
    let from = r#"{"error":{"code":"invalid-parameter","message":"from must be given once, as a whole number from 1 to 10000."}}"#;
    let first = r#"{"id":1,"name":"Item 1","priceCents":7919,"tags":["new"]}"#;
    let rows = [
        ("/health", 200, r#"{"status":"ok"}"#),
        ("/ready", 200, r#"{"status":"ready"}"#),
        ("/hello?n=5", 200, r#"{"message":"Hello, World!"}"#),
        ("/items/1", 200, first),
        (
            "/items?from=1&limit=1",
            200,
            &format!(r#"{{"items":[{first}],"next":2}}"#),
        ),
        (
            "/items/summary?from=1&limit=1",
            200,
            r#"{"count":1,"totalCents":7919,"meanCents":7919,"maxCents":7919}"#,
        ),
        ("/items?from=0&limit=0", 400, from),
        ("/items/01", 404, not_found),
        ("/items/", 404, not_found),
        ("/items/1/", 404, not_found),
        ("/items/10001", 404, not_found),
        ("/hello/", 404, not_found),
        ("/", 404, not_found),
    ];
    let app = App::new(Draining::default(), None);
    for (target, status, body) in rows {
        let answer = ask(&app, "GET", target, "", ["content-type"]).await?;
        let json = ["application/json".to_owned()];
        assert_eq!(answer, (status, json, body.to_owned()), "{target}");
    }
    Ok(())
}

#[tokio::test]
async fn stores_an_item() -> Outcome {
    let app = App::new(Draining::default(), None);
    let draft = r#"{"name":"Lamp","priceCents":1999,"tags":["light"]}"#;
    let item = r#"{"id":2000,"name":"Lamp","priceCents":1999,"tags":["light"]}"#;
    for status in [201, 200] {
        let answer = ask(&app, "PUT", "/items/2000", draft, []).await?;
        assert_eq!(answer, (status, [], item.to_owned()));
    }
    assert_eq!(ask(&app, "GET", "/items/2000", "", []).await?.2, item);
    assert_eq!(ask(&app, "PUT", "/items/0", "what?", []).await?.0, 404);
    assert_eq!(ask(&app, "PUT", "/items/1", "{}", []).await?.0, 400);
    Ok(())
}

#[tokio::test]
async fn names_the_methods_it_answers() -> Outcome {
    let app = App::new(Draining::default(), None);
    for (path, methods, words) in [
        ("/hello", "GET, HEAD", "GET and HEAD"),
        ("/items?from=1", "GET, HEAD", "GET and HEAD"),
        ("/items/none", "GET, HEAD, PUT", "GET, HEAD and PUT"),
    ] {
        let (status, [allow], body) = ask(&app, "POST", path, "", ["allow"]).await?;
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
    let app = App::new(draining.clone(), None);
    let (status, [connection], _) = ask(&app, "GET", "/ready", "", ["connection"]).await?;
    assert_eq!((status, connection.as_str()), (200, ""));

    draining.turn_on();
    let (status, [connection], body) = ask(&app, "GET", "/ready", "", ["connection"]).await?;
    assert_eq!((status, connection.as_str()), (503, "close"));
    assert_eq!(
        body,
        r#"{"error":{"code":"not-ready","message":"The server is shutting down."}}"#
    );
    assert_eq!(ask(&app, "GET", "/health", "", []).await?.0, 200);
    Ok(())
}
