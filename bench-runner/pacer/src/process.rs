//! What the operating system knows and does: signals, files, own resource use.

use std::io;
use std::mem::MaybeUninit;

use serde::Serialize;

/// Resources used by all threads of this process since it started, or the difference of two such.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// CPU time.
    pub cpu: Cpu,
    /// Context switches.
    pub context_switches: ContextSwitches,
}

/// CPU time.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct Cpu {
    pub user_seconds: f64,
    pub system_seconds: f64,
}

/// Context switches: voluntary ones waited for something, involuntary ones lost the core.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ContextSwitches {
    pub voluntary: i64,
    pub involuntary: i64,
}

impl Usage {
    /// Usage up to now.
    #[expect(unsafe_code, reason = "std does not offer getrusage")]
    pub fn now() -> io::Result<Self> {
        let mut usage = MaybeUninit::<libc::rusage>::uninit();
        // SAFETY: the pointer is valid for one rusage.
        if unsafe { libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr()) } < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the call succeeded, so it has filled the structure.
        let usage = unsafe { usage.assume_init() };
        Ok(Self {
            cpu: Cpu {
                user_seconds: seconds(usage.ru_utime),
                system_seconds: seconds(usage.ru_stime),
            },
            context_switches: ContextSwitches {
                voluntary: usage.ru_nvcsw,
                involuntary: usage.ru_nivcsw,
            },
        })
    }

    /// What was used since an earlier moment.
    pub fn since(self, earlier: Self) -> Self {
        Self {
            cpu: Cpu {
                user_seconds: self.cpu.user_seconds - earlier.cpu.user_seconds,
                system_seconds: self.cpu.system_seconds - earlier.cpu.system_seconds,
            },
            context_switches: ContextSwitches {
                voluntary: self.context_switches.voluntary - earlier.context_switches.voluntary,
                involuntary: self.context_switches.involuntary
                    - earlier.context_switches.involuntary,
            },
        }
    }
}

/// Allows as many open files as the hard limit does; the usual soft limit of 1,024 is below what
/// many connections need. A refusal shows later, as connect failures.
#[expect(unsafe_code, reason = "std does not offer setrlimit")]
pub fn raise_file_limit() {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: both calls get a pointer to a valid rlimit.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) == 0 {
            limit.rlim_cur = limit.rlim_max;
            libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
        }
    }
}

/// SIGINT and SIGTERM, held back from all threads and waited for by one.
///
/// A handler could do next to nothing safely (signal-safety(7)); a thread in `sigwait` is
/// ordinary code, and costs nothing while no signal comes.
#[derive(Clone, Copy)]
pub struct StopSignals {
    set: libc::sigset_t,
}

impl StopSignals {
    /// Holds the signals back from this thread and all it starts later.
    #[expect(unsafe_code, reason = "std does not offer signal masks")]
    pub fn hold_back() -> Self {
        let mut set = MaybeUninit::<libc::sigset_t>::uninit();
        // SAFETY: sigemptyset fills the set before anything reads it; the other pointers are valid
        // or null where null is allowed.
        let set = unsafe {
            libc::sigemptyset(set.as_mut_ptr());
            let mut set = set.assume_init();
            libc::sigaddset(&raw mut set, libc::SIGINT);
            libc::sigaddset(&raw mut set, libc::SIGTERM);
            libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut());
            set
        };
        Self { set }
    }

    /// Sleeps until one comes; returns its number.
    #[expect(unsafe_code, reason = "std does not offer sigwait")]
    pub fn wait(&self) -> i32 {
        let mut signal = 0;
        // SAFETY: both pointers are valid for the call, and the set holds signals held back.
        unsafe { libc::sigwait(&raw const self.set, &raw mut signal) };
        signal
    }
}

fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}
