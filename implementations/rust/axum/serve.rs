use std::{convert::Infallible, io, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::Request, response::Response};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};

use crate::{
    head_deadline::{HeadDeadline, Phase},
    shutdown::Signals,
};

/// Longer than the 60 s for which load balancers usually keep an idle connection: whoever closes
/// first must be the balancer, or it sends a request into a closing connection.
const IDLE_LIMIT: Duration = Duration::from_secs(75);
/// From the first byte of a request, or from the connection's start, to the empty line after its
/// headers.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// Request line and headers together; beyond it hyper answers 431 and closes.
const LARGEST_HEAD_BYTES: usize = 16 * 1024;
/// Below the usual limit of open files for services, 65,536, so that this limit is met first: a
/// process out of files can accept nothing, not even to say so.
const MOST_CONNECTIONS: usize = 60_000;

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
    signals: Signals,
    shutdown_limit: Duration,
) -> Drained {
    let http = protocol();
    let slots = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let connections = GracefulShutdown::new();
    let mut stop = pin!(signals.stop());

    loop {
        // Dropping the loser is safe: an `accept` that has not returned has taken nothing from the
        // queue.
        let (socket, slot) = tokio::select! {
            () = &mut stop => break,
            next = next_connection(&listener, &slots) => next,
        };
        let phase = Phase::default();
        let io = TokioIo::new(HeadDeadline::new(socket, HEAD_LIMIT, phase.clone()));
        let connection = http.serve_connection(io, timed(router.clone(), phase));
        let connection = connections.watch(connection);
        // A task a connection, not a request: the requests of one HTTP/1.1 connection are answered
        // in order anyway.
        tokio::spawn(async move {
            // An error is the end of this connection alone: the client is gone, was too slow or
            // spoke no HTTP.
            let _ended: Result<(), hyper::Error> = connection.await;
            drop(slot);
        });
    }

    // Closed first, so that the kernel refuses newcomers and whoever balances the load turns to
    // another server.
    drop(listener);
    match timeout(shutdown_limit, connections.shutdown()).await {
        Ok(()) => Drained::Completely,
        Err(_elapsed) => Drained::NotInTime,
    }
}

/// hyper's HTTP/1.1 with the limits that it leaves open or wide.
fn protocol() -> http1::Builder {
    let mut http = http1::Builder::new();
    // hyper knows no runtime; without a timer its time-outs are silently off.
    http.timer(TokioTimer::new())
        // Between requests this is the idle time-out; the head's own limit is `HeadDeadline`'s,
        // which says why.
        .header_read_timeout(IDLE_LIMIT)
        .max_header_size(LARGEST_HEAD_BYTES)
        // What one connection may make the server hold, pipelined requests included; 400 KiB unless
        // set.
        .max_buf_size(LARGEST_HEAD_BYTES);
    http
}
// #endregion serve

/// The router as hyper calls it, telling `phase` when it answers and when it is done.
fn timed(
    router: Router,
    phase: Phase,
) -> impl Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> {
    let router = TowerToHyperService::new(router);
    service_fn(move |request| {
        phase.answering();
        let answer = router.call(request);
        let phase = phase.clone();
        async move {
            let answer = answer.await;
            phase.idle();
            answer
        }
    })
}

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
                // once would burn a core until then. Ending the accept loop would end the service.
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
    // Nagle's algorithm holds a small segment back until the one before is acknowledged, and
    // together with the receiver's delayed acknowledgement that is up to 40 ms on a kept
    // connection. Go and Node turn it off too.
    socket.set_nodelay(true)?;
    Ok((socket, slot))
}
