use std::{
    error::Error as _,
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use axum::http::Extensions;
use hyper_util::client::legacy::{
    Error,
    connect::{Connected, Connection},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// Whether the program at the other end of a connection has answered on it before. hyper-util's pool
/// knows as much, and tells nobody; what a connector says of its connections it hands on, to answers
/// and to errors.
#[derive(Clone, Default)]
struct Answered(Arc<AtomicBool>);

/// Remembers that the connection of an answer, whose extensions these are, has carried one.
pub(crate) fn remember(answer: &Extensions) {
    if let Some(Answered(answered)) = answer.get() {
        answered.store(true, Ordering::Relaxed);
    }
}

/// Whether a connection that had been kept was closed before the answer began. Go's Transport and
/// node:http tell theirs by the same two signs. An answer that is no HTTP is none that did not begin.
pub(crate) fn was_stale(error: &Error) -> bool {
    let mut extras = Extensions::new();
    if let Some(connected) = error.connect_info() {
        connected.get_extras(&mut extras);
    }
    let kept = extras
        .get()
        .is_some_and(|Answered(answered)| answered.load(Ordering::Relaxed));
    let reason = error.source().and_then(|source| source.downcast_ref());
    kept && !reason.is_some_and(hyper::Error::is_parse)
}

/// A socket that says with whom it is connected and whether that one has answered.
pub(crate) struct KeptConnection {
    socket: TcpStream,
    answered: Answered,
}

impl KeptConnection {
    pub(crate) fn new(socket: TcpStream) -> Self {
        Self {
            socket,
            answered: Answered::default(),
        }
    }
}

impl Connection for KeptConnection {
    fn connected(&self) -> Connected {
        self.socket.connected().extra(self.answered.clone())
    }
}

impl AsyncRead for KeptConnection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl AsyncWrite for KeptConnection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
