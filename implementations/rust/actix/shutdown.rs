use std::{
    io,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use actix_web::rt::time::sleep;
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    sync::{Semaphore, watch},
};

/// Long enough for one turn of a runtime's I/O driver, which a busy worker takes later, and its
/// timers with it.
const TURN: Duration = Duration::from_millis(10);

/// In the first a worker is given the connections that were accepted for it, in the second it
/// hears what came in on them; the third is for what those left in the kernel.
const TURNS: u32 = 3;

/// From the moment a signal asked the process to stop.
///
/// actix-web's own graceful shutdown closes every connection that looks idle, and those whose
/// request has arrived and waits for a busy worker look so too (actix-http 3.20.0,
/// src/h1/dispatcher.rs, `poll_graceful_shutdown`). Hence the turns: each worker says when it has
/// looked at all its connections once more, and only then is the server told to stop.
pub(crate) struct Draining {
    /// Every answer asks, so it is one load and no lock.
    on: AtomicBool,
    begun: watch::Sender<bool>,
    /// A permit for each worker that has taken its turns.
    turned: Semaphore,
}

impl Default for Draining {
    fn default() -> Self {
        Self {
            on: AtomicBool::new(false),
            begun: watch::Sender::new(false),
            turned: Semaphore::new(0),
        }
    }
}

impl Draining {
    pub(crate) fn is_on(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }

    pub(crate) fn begin(&self) {
        self.on.store(true, Ordering::Relaxed);
        self.begun.send_replace(true);
    }

    /// Runs on each worker, as one of its tasks: it comes to its turns as late as they do.
    pub(crate) async fn take_turns(&self) {
        // The sender is in `self`, so it cannot be gone.
        let _ = self.begun.subscribe().wait_for(|begun| *begun).await;
        for _ in 0..TURNS {
            sleep(TURN).await;
        }
        self.turned.add_permits(1);
    }

    /// Returns once that many workers have taken their turns.
    pub(crate) async fn all_turned(&self, workers: u32) {
        // Nobody closes the semaphore.
        let _ = self.turned.acquire_many(workers).await;
    }
}

/// The two signals that end the server: SIGTERM from a supervisor, SIGINT from a terminal.
pub(crate) struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    /// Takes both signals from now on; their default, which ends the process at once, never comes
    /// back. actix's own handlers would take SIGINT for an order to drop every request
    /// (actix-server 2.10.0, src/server.rs, `map_signal`).
    ///
    /// # Errors
    ///
    /// When the system refuses a handler.
    pub(crate) fn watch() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Returns at the first signal.
    pub(crate) async fn first(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use actix_web::rt::{spawn, time::timeout};

    use super::*;

    #[actix_web::test]
    async fn waits_until_every_worker_has_taken_its_turns() {
        let draining = Arc::new(Draining::default());
        let worker = || {
            let draining = draining.clone();
            spawn(async move { draining.take_turns().await })
        };
        worker();
        draining.begin();
        let all = || timeout(Duration::from_millis(200), draining.all_turned(2));
        assert!(all().await.is_err(), "one worker of two");
        // Who starts after the signal hears of it too.
        worker();
        assert!(all().await.is_ok());
    }
}
