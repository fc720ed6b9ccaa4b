use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    time::{Instant, timeout},
};

use super::*;

const LIMIT: Duration = Duration::from_secs(10);

fn connection() -> (DuplexStream, HeadDeadline<DuplexStream>, Phase) {
    let (client, server) = duplex(1_024);
    let phase = Phase::default();
    (
        client,
        HeadDeadline::new(server, LIMIT, phase.clone()),
        phase,
    )
}

/// Reads until the deadline, which must be the reason; how long that took.
async fn cut_after(server: &mut HeadDeadline<DuplexStream>) -> Duration {
    let start = Instant::now();
    let mut bytes = Vec::new();
    let end = server.read_to_end(&mut bytes).await;
    assert_eq!(
        end.map_err(|error| error.kind()),
        Err(io::ErrorKind::TimedOut)
    );
    start.elapsed()
}

// Time stands still but while every task waits, and then jumps to the next timer: no test sleeps.
#[tokio::test(start_paused = true)]
async fn cuts_a_client_that_says_nothing() {
    let (_client, mut server, _) = connection();
    assert_eq!(cut_after(&mut server).await.as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn gives_no_time_for_each_byte() {
    let (mut client, mut server, _) = connection();
    let drip = tokio::spawn(async move {
        while client.write_all(b"a").await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    });
    assert_eq!(cut_after(&mut server).await.as_secs(), 10);
    drip.abort();
}

#[tokio::test(start_paused = true)]
async fn leaves_an_idle_or_answering_connection_alone() {
    for set in [Phase::answering, Phase::idle] {
        let (_client, mut server, phase) = connection();
        set(&phase);
        let hour = Duration::from_hours(1);
        assert!(timeout(hour, server.read_u8()).await.is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn counts_the_next_head_from_its_first_byte() -> io::Result<()> {
    let (mut client, mut server, phase) = connection();
    // The first head takes 4 s of its 10: the second must not inherit that timer.
    assert!(
        timeout(Duration::from_secs(4), server.read_u8())
            .await
            .is_err()
    );
    phase.answering();
    phase.idle();
    sleep(Duration::from_mins(1)).await;
    client.write_all(b"G").await?;
    assert_eq!(cut_after(&mut server).await.as_secs(), 10);
    Ok(())
}
