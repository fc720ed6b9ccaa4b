use futures_util::stream;
use tokio::time::pause;
use tungstenite::{Message as Sent, protocol::frame::coding::CloseCode};

use super::*;
use crate::sockets::{
    WRITE_LIMIT,
    tests::{Outcome, closed_with, receive, start},
};

#[tokio::test]
async fn is_in_the_room_once_it_is_open() -> Outcome {
    let server = start()?;
    for _ in 0..5 {
        let mut newcomer = server.open("/sockets/broadcast").await?;
        server.app.sockets.room.ring.send(Message::from("Hello"))?;
        assert_eq!(receive(&mut newcomer).await?, Sent::text("Hello"));
    }
    Ok(())
}

/// More at once than the ring holds, in few reads: their receivers must have had a turn in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn drops_nobody_for_the_haste_of_another() -> Outcome {
    let server = start()?;
    let mut sender = server.open("/sockets/broadcast").await?;
    let mut others = Vec::new();
    for _ in 0..3 {
        others.push(server.open("/sockets/broadcast").await?);
    }
    let texts = || (0..MOST_WAITING * 8).map(|number| Sent::text(number.to_string()));
    sender.send_all(&mut stream::iter(texts().map(Ok))).await?;
    for client in &mut others {
        for text in texts() {
            assert_eq!(receive(client).await?, text);
        }
    }
    Ok(())
}

#[tokio::test]
async fn drops_nobody_when_all_speak_at_once() -> Outcome {
    let server = start()?;
    let mut all = Vec::new();
    for _ in 0..MOST_WAITING * 3 {
        all.push(server.open("/sockets/broadcast").await?);
    }
    for client in &mut all {
        client.send(Sent::text("Hello")).await?;
    }
    let everything = all.len();
    for client in &mut all {
        for _ in 0..everything {
            assert_eq!(receive(client).await?, Sent::text("Hello"));
        }
    }
    Ok(())
}

#[tokio::test]
async fn waits_for_nobody_and_cuts_whoever_never_reads() -> Outcome {
    let server = start()?;
    let mut fast = server.open("/sockets/broadcast").await?;
    let _never_read = server.open("/sockets/broadcast").await?;
    let message = || Sent::binary(vec![7; 2 * 1024]);
    for _ in 0..MOST_WAITING * 2 {
        fast.send(message()).await?;
        let received = timeout(Duration::from_secs(1), receive(&mut fast)).await??;
        assert_eq!(received, message());
    }
    assert_eq!(Arc::strong_count(&server.slot), 4);
    // Not before: the kernel has timers too, and a small window waits for them.
    pause();
    sleep(WRITE_LIMIT + Duration::from_secs(3)).await;
    assert_eq!(Arc::strong_count(&server.slot), 3);
    Ok(())
}

#[tokio::test]
async fn tells_whoever_fell_behind_that_it_was_too_slow() -> Outcome {
    let server = start()?;
    let mut slow = server.open("/sockets/broadcast").await?;
    // Without a turn for its task, which is what a slow network comes to.
    for _ in 0..=MOST_WAITING {
        server.app.sockets.room.ring.send(Message::from("Hello"))?;
    }
    assert_eq!(closed_with(&mut slow).await?, CloseCode::Policy);
    Ok(())
}

/// It is read from all the same, so its pongs must not be kept for it without an end.
#[tokio::test]
async fn keeps_no_pongs_for_whoever_does_not_read_them() -> Outcome {
    let mut client = start()?.open("/sockets/broadcast").await?;
    let sent = 10_000;
    for _ in 0..sent {
        client.send(Sent::Ping(vec![0; 125].into())).await?;
    }
    client.send(Sent::Ping("last".into())).await?;
    let mut answered = 0;
    while receive(&mut client).await? != Sent::Pong("last".into()) {
        answered += 1;
    }
    assert!(answered < sent, "{answered}");
    Ok(())
}
