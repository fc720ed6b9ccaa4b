use super::*;

#[tokio::test]
async fn refuses_traffic_but_lives_while_it_drains() -> Outcome {
    let draining = Draining::default();
    let router = router(app(Compute::Inline, draining.clone()), Additions::default());
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
    let router = surrounded(paths, app(Compute::Inline, Draining::default()));
    let (status, [], body) = ask(router, "GET", "/fails", []).await?;
    assert_eq!(status, 500);
    assert_eq!(
        body,
        r#"{"error":{"code":"internal","message":"The server failed to answer."}}"#
    );
    Ok(())
}
