//! Linux: microsecond waits through a timerfd in the poll set.
//!
//! `epoll_wait` takes whole milliseconds, and mio (1.2, src/sys/unix/selector/epoll.rs) rounds
//! up; at 1,000 requests a second and more the schedule would be sent in bursts. A timerfd
//! expires on the kernel's high-resolution timer, without the 50 µs of slack that sleeps have
//! (timerfd_create(2), prctl(2) PR_SET_TIMERSLACK).
//!
//! The core that it wakes has to leave its idle state first, which takes 4 µs on one machine and
//! 22 µs on another, a virtual one inside a virtual one: a fifth of the response time of a fast
//! server, and not the server's. So it is set as much too early as it has lately been late, and
//! what is then left is spun away, on most machines a few microseconds a request; but not on a
//! core that something else may need.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd};
use std::time::{Duration, Instant};

use mio::unix::SourceFd;
use mio::{Interest, Registry, Token};

/// The name in the result.
pub const TIMER: &str = "timerfd";

/// More than this is not waking up but a busy machine, which spinning would make busier.
const LEAD_NS_MAX: u64 = 50_000;
const LEAD_STEP_NS: u64 = 1_000;

pub(super) struct Timer {
    file: File,
    /// What the kernel's clock showed at the epoch of the loop's times.
    epoch_ns: u64,
    /// What it is set to. Setting it costs a system call, so it is left alone while it fits.
    armed_until_ns: Option<u64>,
    lead_ns: u64,
    is_asleep: bool,
    may_spin: bool,
}

impl Timer {
    #[expect(unsafe_code, reason = "neither std nor mio offers timerfd")]
    pub(super) fn new(
        registry: &Registry,
        token: Token,
        epoch: Instant,
        may_spin: bool,
    ) -> io::Result<Self> {
        let flags = libc::TFD_NONBLOCK | libc::TFD_CLOEXEC;
        // SAFETY: the call takes no pointers.
        let descriptor = unsafe { libc::timerfd_create(libc::CLOCK_MONOTONIC, flags) };
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor was just created and belongs to nobody else.
        let file = unsafe { File::from_raw_fd(descriptor) };
        registry.register(&mut SourceFd(&file.as_raw_fd()), token, Interest::READABLE)?;
        Ok(Self {
            file,
            epoch_ns: epoch_ns(epoch)?,
            armed_until_ns: None,
            lead_ns: 0,
            is_asleep: false,
            may_spin,
        })
    }

    /// Prepares to wake at `until_ns`, which is `left_ns` away, or a little before, so that the
    /// caller asks again; returns the time-out for `poll`.
    pub(super) fn arm(&mut self, until_ns: u64, left_ns: u64) -> io::Result<Option<Duration>> {
        self.is_asleep = left_ns > self.lead_ns;
        if !self.is_asleep {
            return Ok(Some(Duration::ZERO));
        }
        let wake_ns = until_ns.saturating_sub(self.lead_ns);
        if self.armed_until_ns != Some(wake_ns) {
            self.set(wake_ns.saturating_add(self.epoch_ns))?;
            self.armed_until_ns = Some(wake_ns);
        }
        Ok(None)
    }

    /// It expired. It need not be read: registered edge-triggered it reports once, and the next
    /// setting clears its count (timerfd_create(2)).
    pub(super) fn fired(&mut self, now_ns: u64) {
        if let Some(wake_ns) = self.armed_until_ns.take()
            && self.is_asleep
            && self.may_spin
        {
            self.lead_ns = next_lead_ns(self.lead_ns, now_ns.saturating_sub(wake_ns));
        }
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

/// A step towards how late it was, so that it comes to rest at the median: one long pause moves it
/// no further than any other wait does.
fn next_lead_ns(lead_ns: u64, late_ns: u64) -> u64 {
    let next_ns = if late_ns > lead_ns {
        lead_ns.saturating_add(LEAD_STEP_NS)
    } else {
        lead_ns.saturating_sub(LEAD_STEP_NS)
    };
    next_ns.min(LEAD_NS_MAX)
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
        let mut timer = Timer::new(poll.registry(), Token(0), epoch, true).unwrap();
        let mut events = Events::with_capacity(8);
        let mut least_late_ns = u64::MAX;
        // A busy machine may delay any of them, but hardly all.
        for _ in 0..300 {
            let until_ns = epoch.elapsed().as_nanos() as u64 + 300_000;
            let timeout = timer.arm(until_ns, 300_000).unwrap();
            assert_eq!(timeout, None);
            assert_eq!(timer.armed_until_ns, Some(until_ns - timer.lead_ns));
            poll.poll(&mut events, timeout).unwrap();
            let now_ns = epoch.elapsed().as_nanos() as u64;
            let early_ns = timer.lead_ns + 20_000;
            assert!(now_ns + early_ns >= until_ns, "{} ns early", until_ns - now_ns);
            timer.fired(now_ns);
            least_late_ns = least_late_ns.min(now_ns.saturating_sub(until_ns));
        }
        // epoll_wait would be told 1 ms for 300 us.
        assert!(least_late_ns < 500_000, "at best {least_late_ns} ns late");
    }

    #[test]
    fn what_is_shorter_than_its_lead_is_not_slept() {
        let poll = Poll::new().unwrap();
        let mut timer = Timer::new(poll.registry(), Token(0), Instant::now(), true).unwrap();
        assert_eq!(timer.arm(5_000, 1).unwrap(), None, "it begins without a lead");
        timer.fired(30_000);
        assert_eq!(timer.lead_ns, LEAD_STEP_NS);
        assert_eq!(timer.arm(90_000, LEAD_STEP_NS).unwrap(), Some(Duration::ZERO));
        assert_eq!(timer.arm(90_000, LEAD_STEP_NS + 1).unwrap(), None);
        // An answer that came meanwhile woke it, and the timer expired while it was awake: that says
        // nothing of waking up.
        assert_eq!(timer.arm(90_000, 10).unwrap(), Some(Duration::ZERO));
        timer.fired(90_000);
        assert_eq!(timer.lead_ns, LEAD_STEP_NS);
    }

    #[test]
    fn on_a_core_that_others_may_need_it_never_spins() {
        let poll = Poll::new().unwrap();
        let mut timer = Timer::new(poll.registry(), Token(0), Instant::now(), false).unwrap();
        assert_eq!(timer.arm(5_000, 5_000).unwrap(), None);
        timer.fired(30_000);
        assert_eq!(timer.arm(60_000, 1).unwrap(), None);
    }

    #[test]
    fn the_lead_comes_to_rest_at_the_median_and_stays_below_its_bound() {
        let after = |late_ns: &dyn Fn(u64) -> u64| {
            (0..1000).fold(0, |lead_ns, turn| next_lead_ns(lead_ns, late_ns(turn)))
        };
        // A third are far later, which moves a mean and not a median.
        let third_late = after(&|turn| if turn % 3 == 0 { 9_000_000 } else { 22_000 });
        assert!((21_000..=24_000).contains(&third_late), "{third_late}");
        assert_eq!(after(&|_| 9_000_000), LEAD_NS_MAX);
        assert!(after(&|_| 0) <= LEAD_STEP_NS);
    }
}
