use std::{io, pin::pin, time::Duration};

use axum::{Router, extract::Request, http::header::TRANSFER_ENCODING, response::Response};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{net::TcpStream, sync::watch};

use crate::head_deadline::{HeadDeadline, Phase};

/// Longer than the 60 s for which load balancers usually keep an idle connection: whoever closes
/// first must be the balancer, or it sends a request into a closing connection.
const IDLE_LIMIT: Duration = Duration::from_secs(75);
/// From the first byte of a request, or from the start of the connection, to the empty line after
/// its headers.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// Request line and headers together; beyond it hyper answers 431 and closes.
const LARGEST_HEAD_BYTES: usize = 16 * 1024;

/// What all connections have in common.
pub(crate) struct Connections {
    http: http1::Builder,
    router: Router,
    stopping: watch::Receiver<()>,
}

impl Connections {
    /// `stopping` changes when connections shall end; it closes once none of them holds it.
    pub(crate) fn new(router: Router, stopping: watch::Receiver<()>) -> Self {
        let mut http = http1::Builder::new();
        // hyper knows no runtime; without a timer its time-outs are silently off.
        http.timer(TokioTimer::new())
            // Between requests this is the idle time-out; a head has a shorter one of its own,
            // and `HeadDeadline` says why.
            .header_read_timeout(IDLE_LIMIT)
            .max_header_size(LARGEST_HEAD_BYTES)
            // What one connection may make the server hold, pipelined requests included; 400 KiB
            // unless set.
            .max_buf_size(LARGEST_HEAD_BYTES);
        Self {
            http,
            router,
            stopping,
        }
    }

    /// Serves one connection to its end, and keeps `slot` as long. A task a connection, not a
    /// request: the requests of one HTTP/1.1 connection are answered in order anyway.
    pub(crate) fn hold<T: Send + 'static>(
        &self,
        socket: TcpStream,
        slot: T,
    ) -> impl Future<Output = ()> + Send + use<T> {
        let phase = Phase::default();
        let io = TokioIo::new(HeadDeadline::new(socket, HEAD_LIMIT, phase.clone()));
        let connection = self
            .http
            .serve_connection(io, timed(self.router.clone(), phase));
        let mut stopping = self.stopping.clone();

        async move {
            let _slot = slot;
            let mut connection = pin!(connection);
            // An error is the end of this connection alone: the client is gone, was too slow or
            // spoke no HTTP. Nobody here can do anything about it.
            tokio::select! {
                // In this order: a request that has arrived is read before the connection is told
                // to stop, which closes it where it seems idle.
                biased;
                _ended = connection.as_mut() => return,
                _ = stopping.changed() => connection.as_mut().graceful_shutdown(),
            }
            let _ended = connection.await;
        }
    }
}

/// The router as hyper calls it, telling `phase` when it answers and when it is done.
///
/// An error closes the connection without an answer. That is what a request with a
/// `Transfer-Encoding` gets: no path here takes a body, and one that gives a `Content-Length` too
/// can hide a second request from one of two programs that read it (RFC 9112, section 11.2). hyper
/// 1.12.0 answers such a request as chunked and removes the length (src/proto/h1/role.rs), so that
/// nobody after it can tell the ambiguous ones from the rest.
fn timed(
    router: Router,
    phase: Phase,
) -> impl Service<Request<Incoming>, Response = Response, Error = io::Error, Future: Send> {
    let router = TowerToHyperService::new(router);
    service_fn(move |request: Request<Incoming>| {
        phase.answering();
        let chunked = request.headers().contains_key(TRANSFER_ENCODING);
        let answer = (!chunked).then(|| router.call(request));
        let phase = phase.clone();
        async move {
            let answer = answer.ok_or(io::ErrorKind::InvalidData)?;
            // A router has no errors, only answers, and the compiler knows it.
            let Ok(answer) = answer.await;
            phase.idle();
            Ok(answer)
        }
    })
}
