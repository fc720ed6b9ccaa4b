//! Stopping when asked to.

use std::io;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread;

use mio::Waker;

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

    /// Starts the thread that waits for them: it sets `stopped`, wakes the loops, and notes the
    /// signal's number. It ends with the process.
    pub fn watch(self, stopped: Arc<AtomicBool>, wakers: Vec<Waker>) -> io::Result<Arc<AtomicI32>> {
        let number = Arc::new(AtomicI32::new(0));
        let shared = Arc::clone(&number);
        // For ever: a waker dropped right after its wake would take the event with it, since
        // closing the last descriptor removes it from the poll before the loop has seen it.
        let body = move || {
            loop {
                shared.store(self.wait(), Ordering::Relaxed);
                stopped.store(true, Ordering::Relaxed);
                for waker in &wakers {
                    // A loop that is gone needs no waking.
                    let _ = waker.wake();
                }
            }
        };
        thread::Builder::new().name("signals".to_owned()).spawn(body)?;
        Ok(number)
    }

    /// Sleeps until one comes; returns its number.
    #[expect(unsafe_code, reason = "std does not offer sigwait")]
    fn wait(&self) -> i32 {
        let mut signal = 0;
        // SAFETY: both pointers are valid for the call, and the set holds signals held back.
        unsafe { libc::sigwait(&raw const self.set, &raw mut signal) };
        signal
    }
}
