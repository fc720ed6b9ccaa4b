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
use std::time::Duration;

use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};

/// The name in the result.
pub const TIMER: &str = "timerfd";

/// Longest wait armed; a later end is reached in steps.
const WAIT_NS_MAX: u64 = 3_600_000_000_000;

pub(super) struct Timer {
    file: File,
    /// What it is set to. Setting it costs a system call, so it is left alone while it fits.
    armed_until_ns: Option<u64>,
}

impl Timer {
    #[expect(unsafe_code, reason = "neither std nor mio offers timerfd")]
    pub(super) fn new(registry: &Registry, token: Token) -> io::Result<Self> {
        let flags = libc::TFD_NONBLOCK | libc::TFD_CLOEXEC;
        // SAFETY: the call takes no pointers.
        let descriptor = unsafe { libc::timerfd_create(libc::CLOCK_MONOTONIC, flags) };
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor was just created and belongs to nobody else.
        let file = unsafe { File::from_raw_fd(descriptor) };
        registry.register(&mut SourceFd(&file.as_raw_fd()), token, Interest::READABLE)?;
        Ok(Self { file, armed_until_ns: None })
    }

    /// Prepares to wake at `until_ns`, which is `left_ns` away; returns the time-out for `poll`.
    pub(super) fn arm(&mut self, until_ns: u64, left_ns: u64) -> io::Result<Option<Duration>> {
        if left_ns == 0 {
            return Ok(Some(Duration::ZERO));
        }
        if self.armed_until_ns != Some(until_ns) {
            self.set(left_ns.min(WAIT_NS_MAX))?;
            self.armed_until_ns = Some(until_ns);
        }
        Ok(None)
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
                0,
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
