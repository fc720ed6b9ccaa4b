use std::{
    collections::BTreeMap,
    io, mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

use crate::clock::now_ns;
#[cfg(target_os = "linux")]
use crate::timer_linux::Timer;
#[cfg(not(target_os = "linux"))]
use crate::timer_portable::Timer;

/// Wakes any number of requests, each at its nanosecond, with one timer.
pub(crate) struct Alarms {
    timer: Timer,
    /// Whom to wake when. Requests that wait for the end of a stop share its entry.
    waiting: Mutex<BTreeMap<u64, Vec<oneshot::Sender<()>>>>,
}

impl Alarms {
    /// # Errors
    ///
    /// When the system gives no timer.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {
            timer: Timer::new()?,
            waiting: Mutex::default(),
        })
    }

    /// Returns at `at_ns`, or as soon after it as this thread is free.
    pub(crate) async fn until(&self, at_ns: u64) -> io::Result<()> {
        self.enter(at_ns)?.await.map_err(io::Error::other)
    }

    /// Wakes whoever is due; must run for as long as anybody may wait.
    ///
    /// # Errors
    ///
    /// When the timer fails, after which nobody would ever be woken.
    pub(crate) async fn ring(&self) -> io::Result<()> {
        loop {
            self.timer.expired().await?;
            let mut waiting = self.waiting();
            let later = waiting.split_off(&(now_ns() + 1));
            for sleeper in mem::replace(&mut *waiting, later).into_values().flatten() {
                // Nobody is left to wake where the client has gone and taken the request with it.
                let _gone = sleeper.send(());
            }
            if let Some((first_ns, _)) = waiting.first_key_value() {
                self.timer.set(*first_ns)?;
            }
        }
    }

    fn enter(&self, at_ns: u64) -> io::Result<oneshot::Receiver<()>> {
        let (sleeper, woken) = oneshot::channel();
        let mut waiting = self.waiting();
        // With a fixed delay the first to come is the first to go, so that at thousands of requests
        // a second the timer is set once for each batch that `ring` wakes, and not here.
        let is_first = waiting
            .first_key_value()
            .is_none_or(|(first_ns, _)| at_ns < *first_ns);
        waiting.entry(at_ns).or_default().push(sleeper);
        if is_first {
            self.timer.set(at_ns)?;
        }
        Ok(woken)
    }

    fn waiting(&self) -> MutexGuard<'_, BTreeMap<u64, Vec<oneshot::Sender<()>>>> {
        // No code that panics holds it.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn wakes_each_in_its_turn_and_never_early() -> Result<(), Box<dyn std::error::Error>> {
        let alarms = Arc::new(Alarms::new()?);
        let ringing = tokio::spawn({
            let alarms = alarms.clone();
            async move { alarms.ring().await }
        });
        let start_ns = now_ns();
        let mut sleeping = Vec::new();
        // The first that is due is neither the first nor the last to be entered, and two are due
        // together; one was due before it came.
        for after_us in [5_000, 2_000, 9_000, 2_000, 0] {
            let alarms = alarms.clone();
            sleeping.push(tokio::spawn(async move {
                let due_ns = start_ns + after_us * 1_000;
                alarms.until(due_ns).await?;
                io::Result::Ok((due_ns, now_ns()))
            }));
        }
        let mut woken = Vec::new();
        for sleeper in sleeping {
            let (due_ns, woken_ns) = sleeper.await??;
            assert!(woken_ns >= due_ns);
            woken.push((due_ns, woken_ns));
        }
        woken.sort_unstable();
        assert!(woken.is_sorted_by_key(|(_, woken_ns)| *woken_ns));
        ringing.abort();
        Ok(())
    }
}
