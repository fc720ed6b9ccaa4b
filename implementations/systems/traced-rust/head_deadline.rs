use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// What a connection is doing. Its service tells when an answer begins and ends, its socket when a
/// head begins.
#[derive(Clone, Default)]
pub(crate) struct Phase(Arc<AtomicU8>);

/// A new connection is in this phase although nothing has come yet: who connects has something to
/// ask.
const READING_HEAD: u8 = 0;
const ANSWERING: u8 = 1;
const IDLE: u8 = 2;

impl Phase {
    pub(crate) fn answering(&self) {
        self.0.store(ANSWERING, Ordering::Relaxed);
    }

    pub(crate) fn idle(&self) {
        self.0.store(IDLE, Ordering::Relaxed);
    }
}

/// A socket that fails to be read once a request head has taken longer than `limit`.
///
/// hyper's own `header_read_timeout` cannot be this limit. It starts when the answer before has
/// been sent (hyper 1.12.0, src/proto/h1/conn.rs, `State::idle` and `poll_read_head`), so it is the
/// idle time-out of a kept connection as well, and the two must differ: 10 s is far too long for a
/// head that trickles in, and shorter than any load balancer's patience with an idle connection.
/// hyper keeps the long one; this is the short one.
///
/// What it cannot see: a head whose first bytes came together with the request before. It has
/// hyper's limit.
pub(crate) struct HeadDeadline<S> {
    socket: S,
    phase: Phase,
    limit: Duration,
    /// Only there while a head is incomplete: most come in one piece and need no timer.
    overdue: Option<Pin<Box<Sleep>>>,
}

impl<S> HeadDeadline<S> {
    pub(crate) fn new(socket: S, limit: Duration, phase: Phase) -> Self {
        Self {
            socket,
            phase,
            limit,
            overdue: None,
        }
    }

    fn poll_overdue(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.phase.0.load(Ordering::Relaxed) != READING_HEAD {
            self.overdue = None;
            return Poll::Pending;
        }
        // Set once a head, not once a read: a client that sends a byte a second must not win time
        // with each.
        let overdue = self
            .overdue
            .get_or_insert_with(|| Box::pin(sleep(self.limit)));
        ready!(overdue.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn head_begins(&mut self) {
        if self.phase.0.load(Ordering::Relaxed) == IDLE {
            self.phase.0.store(READING_HEAD, Ordering::Relaxed);
            self.overdue = None;
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for HeadDeadline<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.socket).poll_read(context, buffer) {
            Poll::Pending => self.poll_overdue(context),
            Poll::Ready(result) => {
                if buffer.filled().len() > before {
                    self.head_begins();
                }
                Poll::Ready(result)
            }
        }
    }
}

/// Writing is the socket's own business, vectored writes too: hyper sends head and body in one call
/// with them.
impl<S: AsyncWrite + Unpin> AsyncWrite for HeadDeadline<S> {
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

#[cfg(test)]
mod tests;
