use std::{io, os::fd::OwnedFd};

use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
    timerfd_settime,
};
use tokio::io::{Interest, unix::AsyncFd};

/// One timer of the kernel, as a file that Tokio's I/O driver watches beside the sockets.
pub(crate) struct Timer {
    file: AsyncFd<OwnedFd>,
}

// #region timer
/// Microseconds where Tokio has milliseconds.
///
/// `tokio::time::sleep` rounds up to whole milliseconds (tokio 1.54.1, src/time/sleep.rs), because its
/// driver waits in `epoll_wait`, which takes no less. A timerfd expires on the kernel's
/// high-resolution timer, without the 50 us of slack that the sleeps of a thread have
/// (`timerfd_create(2)`, `prctl(2)`, `PR_SET_TIMERSLACK`), and ends the same `epoll_wait`.
///
/// The road not taken is a thread of its own in `clock_nanosleep`: it would be as exact, but each
/// answer would cost a wake-up from one thread to another, on a server that has one core. A thread
/// that spins would be more exact and take the core away from whoever shares it.
impl Timer {
    #[expect(unsafe_code, reason = "Tokio cannot see that the file stays open")]
    pub(crate) fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        let file = timerfd_create(TimerfdClockId::Monotonic, flags)?;
        // SAFETY: an `OwnedFd` is open, and stays the same file, until it is dropped; the `AsyncFd` owns
        // it, and nobody takes it out.
        let file = unsafe { AsyncFd::register_with_interest(file, Interest::READABLE) }?;
        Ok(Self { file })
    }

    /// Expires at `at_ns` and no longer at what was said before; at once where that has passed.
    pub(crate) fn set(&self, at_ns: u64) -> io::Result<()> {
        let time = |ns: u64| -> io::Result<Timespec> {
            Ok(Timespec {
                tv_sec: i64::try_from(ns / 1_000_000_000).map_err(io::Error::other)?,
                tv_nsec: i64::try_from(ns % 1_000_000_000).map_err(io::Error::other)?,
            })
        };
        let setting = Itimerspec {
            it_interval: time(0)?,
            it_value: time(at_ns)?,
        };
        timerfd_settime(self.file.get_ref(), TimerfdTimerFlags::ABSTIME, &setting)?;
        Ok(())
    }

    pub(crate) async fn expired(&self) -> io::Result<()> {
        // It need not be read: Tokio watches for edges, and the next setting clears the count
        // (`timerfd_create(2)`).
        self.file.readable().await?.clear_ready();
        Ok(())
    }
}
// #endregion timer
