use std::{io, sync::Mutex, time::Duration};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use crate::clock::now_ns;

/// Where there is no timerfd: Tokio's own timer, late by up to a millisecond. What really happened
/// is in the log.
pub(crate) struct Timer {
    at: Mutex<Option<Instant>>,
    changed: Notify,
}

impl Timer {
    #[expect(clippy::unnecessary_wraps, reason = "the signature of the Linux timer")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {
            at: Mutex::new(None),
            changed: Notify::new(),
        })
    }

    pub(crate) fn set(&self, at_ns: u64) -> io::Result<()> {
        let left = Duration::from_nanos(at_ns.saturating_sub(now_ns()));
        let mut at = self.at.lock().map_err(|_| io::ErrorKind::Other)?;
        *at = Some(Instant::now() + left);
        self.changed.notify_one();
        Ok(())
    }

    pub(crate) async fn expired(&self) -> io::Result<()> {
        loop {
            let at = *self.at.lock().map_err(|_| io::ErrorKind::Other)?;
            let Some(at) = at else {
                self.changed.notified().await;
                continue;
            };
            tokio::select! {
                () = sleep_until(at) => break,
                () = self.changed.notified() => {}
            }
        }
        *self.at.lock().map_err(|_| io::ErrorKind::Other)? = None;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn expires_at_what_was_said_last() -> io::Result<()> {
        let timer = Arc::new(Timer::new()?);
        let start_ns = now_ns();
        timer.set(start_ns + 3_600_000_000_000)?;
        let expired = tokio::spawn({
            let timer = timer.clone();
            async move { timer.expired().await }
        });
        tokio::task::yield_now().await;
        timer.set(start_ns + 5_000_000)?;
        expired.await??;
        assert!(now_ns() >= start_ns + 5_000_000);
        Ok(())
    }
}
