//! Linux: microsecond waits through a timerfd in the poll set.
//!
//! `epoll_wait` takes whole milliseconds, and mio (1.2, src/sys/unix/selector/epoll.rs) rounds
//! up; at 1,000 requests a second and more the schedule would be sent in bursts. A timerfd
//! expires on the kernel's high-resolution timer, without the 50 µs of slack that sleeps have
//! (timerfd_create(2), prctl(2) PR_SET_TIMERSLACK), and without spinning on a core that the
//! server may need.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd};
use std::time::{Duration, Instant};

use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};

/// The name in the result.
pub const TIMER: &str = "timerfd";

pub(super) struct Timer {
    file: File,
    /// What the kernel's clock showed at the epoch of the loop's times.
    epoch_ns: u64,
    /// What it is set to. Setting it costs a system call, so it is left alone while it fits.
    armed_until_ns: Option<u64>,
}

impl Timer {
    #[expect(unsafe_code, reason = "neither std nor mio offers timerfd")]
    pub(super) fn new(registry: &Registry, token: Token, epoch: Instant) -> io::Result<Self> {
        let flags = libc::TFD_NONBLOCK | libc::TFD_CLOEXEC;
        // SAFETY: the call takes no pointers.
        let descriptor = unsafe { libc::timerfd_create(libc::CLOCK_MONOTONIC, flags) };
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor was just created and belongs to nobody else.
        let file = unsafe { File::from_raw_fd(descriptor) };
        registry.register(&mut SourceFd(&file.as_raw_fd()), token, Interest::READABLE)?;
        Ok(Self { file, epoch_ns: epoch_ns(epoch)?, armed_until_ns: None })
    }

    /// Prepares to wake at `until_ns`, which is `left_ns` away; returns the time-out for `poll`.
    pub(super) fn arm(&mut self, until_ns: u64, left_ns: u64) -> io::Result<Option<Duration>> {
        if left_ns == 0 {
            return Ok(Some(Duration::ZERO));
        }
        if self.is_to_be_set(until_ns) {
            self.set(until_ns.saturating_add(self.epoch_ns))?;
            self.armed_until_ns = Some(until_ns);
        }
        Ok(None)
    }

    fn is_to_be_set(&self, until_ns: u64) -> bool {
        self.armed_until_ns != Some(until_ns)
    }

    /// It expired. It need not be read: registered edge-triggered it reports once, and the next
    /// setting clears its count (timerfd_create(2)).
    pub(super) fn fired(&mut self) {
        self.armed_until_ns = None;
    }

    #[expect(unsafe_code, reason = "neither std nor mio offers timerfd")]
    fn set(&mut self, ns: u64) -> io::Result<()> {
        let setting = libc::itimerspec {
            it_interval: libc::timespec { tv_sec: 0, tv_nsec: 0 },
            it_value: libc::timespec {
                tv_sec: (ns / 1_000_000_000) as libc::time_t,
                tv_nsec: (ns % 1_000_000_000) as libc::c_long,
            },
        };
        // SAFETY: `setting` outlives the call, and a null old value is allowed.
        let result = unsafe {
            libc::timerfd_settime(
                self.file.as_raw_fd(),
                // To a moment, not after a while: a thread that loses its core between reading the
                // clock and this call would otherwise wake later by as much.
                libc::TFD_TIMER_ABSTIME,
                &raw const setting,
                std::ptr::null_mut(),
            )
        };
        if result < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }
}

/// The reading of CLOCK_MONOTONIC, which `Instant` is on Linux but does not show, at `epoch`.
#[expect(unsafe_code, reason = "std does not offer clock_gettime")]
fn epoch_ns(epoch: Instant) -> io::Result<u64> {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is valid for one timespec.
    if unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now) } < 0 {
        return Err(io::Error::last_os_error());
    }
    // Later than the reading by the time between these lines, so never early by it.
    let since_epoch_ns = epoch.elapsed().as_nanos() as u64;
    Ok((now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64).saturating_sub(since_epoch_ns))
}

#[cfg(test)]
mod tests {
    use mio::{Events, Poll};

    use super::*;

    #[test]
    fn it_wakes_at_the_moment_set_and_finer_than_a_millisecond() {
        let (mut poll, epoch) = (Poll::new().unwrap(), Instant::now());
        let mut timer = Timer::new(poll.registry(), Token(0), epoch).unwrap();
        let mut events = Events::with_capacity(8);
        let mut least_late_ns = u64::MAX;
        // A busy machine may delay any of them, but hardly all.
        for _ in 0..300 {
            let until_ns = epoch.elapsed().as_nanos() as u64 + 300_000;
            assert!(timer.is_to_be_set(until_ns));
            let timeout = timer.arm(until_ns, 300_000).unwrap();
            assert!(!timer.is_to_be_set(until_ns), "no second system call for the same moment");
            poll.poll(&mut events, timeout).unwrap();
            timer.fired();
            let now_ns = epoch.elapsed().as_nanos() as u64;
            assert!(now_ns + 20_000 >= until_ns, "{} ns early", until_ns - now_ns);
            least_late_ns = least_late_ns.min(now_ns.saturating_sub(until_ns));
        }
        // epoll_wait would be told 1 ms for 300 us.
        assert!(least_late_ns < 500_000, "at best {least_late_ns} ns late");
    }
}
