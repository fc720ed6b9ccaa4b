use tungstenite::protocol::frame::{
    Frame,
    coding::{Data, OpCode},
};

use super::*;

fn fragment(text: &'static str, kind: Data, last: bool) -> Sent {
    Sent::Frame(Frame::message(text, OpCode::Data(kind), last))
}

#[tokio::test]
async fn puts_a_message_together_and_answers_a_ping_in_between() -> Outcome {
    let mut client = start()?.open("/sockets/echo").await?;
    client.send(fragment("Hel", Data::Text, false)).await?;
    client.send(Sent::Ping("?".into())).await?;
    assert_eq!(receive(&mut client).await?, Sent::Pong("?".into()));
    client.send(fragment("lo", Data::Continue, true)).await?;
    assert_eq!(receive(&mut client).await?, Sent::text("Hello"));
    Ok(())
}

#[tokio::test]
async fn bounds_a_message_and_not_its_fragments_alone() -> Outcome {
    let mut client = start()?.open("/sockets/echo").await?;
    let half = "x".repeat(LARGEST_MESSAGE_BYTES / 2 + 1);
    for (kind, last) in [(Data::Text, false), (Data::Continue, true)] {
        let fragment = Frame::message(half.clone(), OpCode::Data(kind), last);
        client.send(Sent::Frame(fragment)).await?;
    }
    assert_eq!(closed_with(&mut client).await?, CloseCode::Size);
    Ok(())
}

/// What the client has not been able to send by then must not cost it the reason.
#[tokio::test]
async fn says_why_before_it_has_been_sent_all() -> Outcome {
    let client = start()?.open("/sockets/echo").await?;
    let (mut sink, mut stream) = client.split();
    let sending = tokio::spawn(async move { sink.send(Sent::binary(vec![0; 1 << 20])).await });
    let Some(Ok(Sent::Close(Some(close)))) = stream.next().await else {
        return Err("no close".into());
    };
    assert_eq!(close.code, CloseCode::Size);
    assert!(sending.await?.is_err());
    Ok(())
}

#[tokio::test]
async fn says_what_is_wrong_with_a_frame() -> Outcome {
    let server = start()?;
    let mut client = server.open("/sockets/echo").await?;
    let no_text = Frame::message(vec![0xff], OpCode::Data(Data::Text), true);
    client.send(Sent::Frame(no_text)).await?;
    assert_eq!(closed_with(&mut client).await?, CloseCode::Invalid);

    let mut client = server.open("/sockets/echo").await?;
    let unmasked = [0x81, 0x01, b'x'];
    client.get_mut().write_all(&unmasked).await?;
    assert_eq!(closed_with(&mut client).await?, CloseCode::Protocol);
    Ok(())
}

#[tokio::test]
async fn refuses_another_version_and_says_which_it_speaks() -> Outcome {
    let mut connection = start()?.connect().await?;
    let request = "GET /sockets/echo HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n";
    connection.write_all(request.as_bytes()).await?;
    let mut answer = vec![0; 1_000];
    let length = connection.read(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 426 "), "{answer}");
    for field in [
        "connection: upgrade",
        "upgrade: websocket",
        "sec-websocket-version: 13",
    ] {
        assert!(answer.contains(field), "{answer}");
    }
    Ok(())
}

/// A client that pings and never reads would otherwise have its pongs kept for it without an end.
#[tokio::test]
async fn does_not_read_from_whoever_does_not_read_its_pongs() -> Outcome {
    let mut client = start()?.open("/sockets/echo").await?;
    let mut pings = 0;
    let ping = || Sent::Ping(vec![0; 125].into());
    while let Ok(sent) = timeout(Duration::from_millis(200), client.send(ping())).await {
        sent?;
        pings += 1;
        assert!(pings < 10_000, "everything was read");
    }
    Ok(())
}

// Time stands still but while every task waits, and then jumps to the next timer: no test sleeps.
#[tokio::test(start_paused = true)]
async fn leaves_a_silent_socket_alone() -> Outcome {
    let mut client = start()?.open("/sockets/echo").await?;
    for text in ["before", "after"] {
        client.send(Sent::text(text)).await?;
        assert_eq!(receive(&mut client).await?, Sent::text(text));
        assert!(
            timeout(Duration::from_hours(1), client.next())
                .await
                .is_err()
        );
    }
    Ok(())
}
