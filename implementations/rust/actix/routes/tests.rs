use actix_web::{
    App,
    http::Method,
    test::{TestRequest, call_service, init_service, read_body},
};

use super::*;
use crate::{middleware::surround, store::Store};

/// Status, the header asked for (empty where absent) and the body.
async fn ask(
    draining: &Data<Draining>,
    method: Method,
    target: &str,
    header: &str,
    body: &'static str,
) -> (u16, String, String) {
    let app = App::new()
        .app_data(draining.clone())
        .app_data(Data::new(Store::with_initial_items()))
        .configure(configure)
        .wrap_fn(surround);
    let app = init_service(app).await;
    let request = TestRequest::default()
        .method(method)
        .uri(target)
        .insert_header(("content-type", "application/json"))
        .set_payload(body);
    let answer = call_service(&app, request.to_request()).await;
    let status = answer.status().as_u16();
    let value = answer.headers().get(header);
    let found = value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let found = found.to_owned();
    let body = String::from_utf8_lossy(&read_body(answer).await).into_owned();
    (status, found, body)
}

#[actix_web::test]
async fn answers_what_the_contract_says_byte_for_byte() {
    let not_found = r#"{"error":{"code":"not-found","message":"There is nothing at this path."}}"#;
    let ms = r#"{"error":{"code":"invalid-parameter","message":"ms must be given once, as a whole number from 0 to 10000."}}"#;
    let first = r#"{"id":1,"name":"Item 1","priceCents":7919,"tags":["new"]}"#;
    let list = format!(r#"{{"items":[{first}],"next":2}}"#);
    let rows = [
        ("/health", 200, r#"{"status":"ok"}"#),
        ("/ready", 200, r#"{"status":"ready"}"#),
        ("/hello?n=5", 200, r#"{"message":"Hello, World!"}"#),
        ("/work?units=0", 200, r#"{"units":0,"result":2463534242}"#),
        (
            "/wait?ms=1&units=0",
            200,
            r#"{"ms":1,"units":0,"result":2463534242}"#,
        ),
        ("/wait", 400, ms),
        ("/items/1", 200, first),
        ("/items?from=1&limit=1", 200, &list),
        (
            "/items/summary?from=1&limit=1",
            200,
            r#"{"count":1,"totalCents":7919,"meanCents":7919,"maxCents":7919}"#,
        ),
        ("/items/01", 404, not_found),
        ("/items/", 404, not_found),
        ("/items/1/", 404, not_found),
        ("/items/10001", 404, not_found),
        ("/", 404, not_found),
    ];
    let draining = Data::new(Draining::default());
    for (target, status, body) in rows {
        let answer = ask(&draining, Method::GET, target, "content-type", "").await;
        let json = "application/json".to_owned();
        assert_eq!(answer, (status, json, body.to_owned()), "{target}");
    }
}

#[actix_web::test]
async fn stores_an_item() {
    let draft = r#"{"name":"Lamp","priceCents":1999,"tags":["light"]}"#;
    let item = r#","name":"Lamp","priceCents":1999,"tags":["light"]}"#;
    let draining = Data::new(Draining::default());
    for (id, status) in [("1", 200), ("2000", 201)] {
        let target = format!("/items/{id}");
        let answer = ask(&draining, Method::PUT, &target, "", draft).await;
        let item = format!(r#"{{"id":{id}{item}"#);
        assert_eq!(answer, (status, String::new(), item));
    }
    assert_eq!(
        ask(&draining, Method::PUT, "/items/0", "", "what?").await.0,
        404
    );
    assert_eq!(
        ask(&draining, Method::PUT, "/items/1", "", "{}").await.0,
        400
    );
}

#[actix_web::test]
async fn names_the_methods_it_answers() {
    let draining = Data::new(Draining::default());
    for (path, methods, words) in [
        ("/hello", "GET, HEAD", "GET and HEAD"),
        ("/items?from=1", "GET, HEAD", "GET and HEAD"),
        ("/items/none", "GET, HEAD, PUT", "GET, HEAD and PUT"),
    ] {
        let (status, allow, body) = ask(&draining, Method::POST, path, "allow", "").await;
        assert_eq!((status, allow.as_str()), (405, methods), "{path}");
        assert!(
            body.contains(&format!("This path answers {words}.")),
            "{body}"
        );
    }
}

#[actix_web::test]
async fn refuses_traffic_but_lives_while_it_drains() {
    let draining = Data::new(Draining::default());
    draining.begin();
    let (status, _, body) = ask(&draining, Method::GET, "/ready", "", "").await;
    assert_eq!(status, 503);
    assert_eq!(
        body,
        r#"{"error":{"code":"not-ready","message":"The server is shutting down."}}"#
    );
    assert_eq!(ask(&draining, Method::GET, "/health", "", "").await.0, 200);
}
