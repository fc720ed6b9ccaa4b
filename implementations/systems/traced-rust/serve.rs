use std::{io, pin::pin, sync::Arc, time::Duration};

use axum::Router;
use futures_util::FutureExt;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};

use crate::{connection::Connections, shutdown::StopSignals};

/// A connection is an open file, and a service often may have 65,536 of them. This limit is to be met
/// first: beyond the other, `accept` fails, and so does whatever else the process wants to open.
const MOST_CONNECTIONS: usize = 60_000;

/// Long enough for one turn of Tokio's I/O driver, which a busy runtime takes later, and the timer
/// with it.
const LAST_TURN: Duration = Duration::from_millis(10);

/// How the server ended after its signal.
pub(crate) enum Drained {
    Completely,
    NotInTime,
}

// #region serve
/// Serves until a signal, then lets the requests in flight finish, for `shutdown_limit` at most.
///
/// `axum::serve` would be one line. It is not used because, in axum 0.8.9 (src/serve/mod.rs), it
/// gives hyper no timer, so that a client may take for ever over its headers; it limits no
/// connections; it leaves Nagle's algorithm on; and its graceful shutdown waits for the slowest
/// client without an end.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    signals: StopSignals,
    shutdown_limit: Duration,
) -> Drained {
    let slots = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let (stop, stopping) = watch::channel(());
    let connections = Connections::new(router, stopping);
    let mut signal = pin!(signals.first());

    loop {
        // Dropping the loser is safe: an `accept` that has not returned has taken nothing.
        let (socket, slot) = tokio::select! {
            () = &mut signal => break,
            next = next_connection(&listener, &slots) => next,
        };
        tokio::spawn(connections.hold(socket, slot));
    }

    // Who was connected before the signal is not a newcomer, accepted or not: closing the listener
    // would reset them.
    while let Some((socket, slot)) = next_connection(&listener, &slots).now_or_never() {
        tokio::spawn(connections.hold(socket, slot));
    }
    drop(listener);
    drop(connections);

    let drain = async {
        // A request can be in the kernel and not yet known to Tokio. One turn of the driver later
        // it is, and its connection counts as busy instead of being closed as an idle one.
        sleep(LAST_TURN).await;
        stop.send_replace(());
        stop.closed().await;
    };
    match timeout(shutdown_limit, drain).await {
        Ok(()) => Drained::Completely,
        Err(_elapsed) => Drained::NotInTime,
    }
}
// #endregion serve

/// The next connection, once there is room for it. Until then newcomers wait in the kernel's queue.
async fn next_connection(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        match accept(listener, slots).await {
            Ok(next) => return next,
            Err(error) => {
                // Out of files, most likely: they come back as connections end, and trying again at
                // once would burn a core until then. Ending the loop would end the service.
                eprintln!("A connection was not accepted: {error}.");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let slot = slots
        .clone()
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    let (socket, _peer) = listener.accept().await?;
    // Nagle's algorithm holds a small segment back until the one before is acknowledged; with the
    // receiver's delayed acknowledgement that is up to 40 ms. Go and Node turn it off too.
    socket.set_nodelay(true)?;
    Ok((socket, slot))
}
