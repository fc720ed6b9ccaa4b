//! Elsewhere: the time-out of the poll itself. On macOS and the BSDs mio hands it to `kevent` as
//! nanoseconds (mio 1.2, src/sys/unix/selector/kqueue.rs), so nothing more is needed; how late
//! the system really wakes is what `scheduleLag` shows.

use std::io;
use std::time::{Duration, Instant};

use mio::{Registry, Token};

/// The name in the result.
pub const TIMER: &str = "poll-timeout";

pub(super) struct Timer;

impl Timer {
    #[expect(clippy::unnecessary_wraps, reason = "the signature of the Linux timer")]
    pub(super) fn new(
        _registry: &Registry,
        _token: Token,
        _epoch: Instant,
        _may_spin: bool,
    ) -> io::Result<Self> {
        Ok(Self)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the signature of the Linux timer")]
    pub(super) fn arm(&mut self, _until_ns: u64, left_ns: u64) -> io::Result<Option<Duration>> {
        Ok(Some(Duration::from_nanos(left_ns)))
    }

    pub(super) fn fired(&mut self, _now_ns: u64) {}
}
