//! What the operating system knows and does: files, own resource use.

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
/// many connections need. Returns the limit asked for; a refusal shows later, as connect failures.
#[expect(unsafe_code, reason = "std does not offer setrlimit")]
pub fn raise_file_limit() -> u64 {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: both calls get a pointer to a valid rlimit.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) == 0 {
            limit.rlim_cur = limit.rlim_max;
            libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
        }
    }
    limit.rlim_cur
}

fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}
