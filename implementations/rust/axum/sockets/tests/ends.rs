use super::*;

#[tokio::test]
async fn gives_its_place_back_when_it_ends() -> Outcome {
    let server = start()?;
    let before = Arc::strong_count(&server.slot);
    let mut client = server.open("/sockets/echo").await?;
    client.send(Sent::text("Hello")).await?;
    receive(&mut client).await?;
    assert_eq!(Arc::strong_count(&server.slot), before + 1);
    client.close(None).await?;
    // The server answers, then ends the connection: its client reads to the end.
    while client.next().await.is_some() {}
    assert_eq!(Arc::strong_count(&server.slot), before);
    Ok(())
}

#[tokio::test]
async fn waits_at_a_shutdown_for_what_was_said_to_its_clients() -> Outcome {
    let server = start()?;
    let mut client = server.open("/sockets/broadcast").await?;
    server.accepting.abort();
    server.stop.send_replace(true);
    assert_eq!(closed_with(&mut client).await?, CloseCode::Away);
    let ended = server.stop.closed();
    assert!(timeout(Duration::from_millis(20), ended).await.is_err());
    while client.next().await.is_some() {}
    server.stop.closed().await;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn waits_at_a_shutdown_for_no_client_without_an_end() -> Outcome {
    let server = start()?;
    let _says_nothing = server.open("/sockets/echo").await?;
    server.accepting.abort();
    server.stop.send_replace(true);
    timeout(Duration::from_secs(3), server.stop.closed()).await?;
    Ok(())
}

/// `Connection: close`, as every other answer has by then, would be no handshake.
#[tokio::test]
async fn tells_whoever_comes_in_the_last_moment() -> Outcome {
    let server = start()?;
    server.draining.turn_on();
    let mut client = server.open("/sockets/echo").await?;
    server.stop.send_replace(true);
    assert_eq!(closed_with(&mut client).await?, CloseCode::Away);
    Ok(())
}
