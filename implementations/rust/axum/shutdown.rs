use std::{
    io,
    sync::{Arc, atomic::AtomicBool},
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// True from the moment a signal asked the process to stop.
pub(crate) type Draining = Arc<AtomicBool>;

/// The two signals that end the server: SIGTERM from a supervisor, SIGINT from a terminal.
pub(crate) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    draining: Draining,
}

impl Signals {
    /// Takes both signals from now on; their default, which ends the process at once, never comes
    /// back.
    ///
    /// # Errors
    ///
    /// When the system refuses a handler.
    pub(crate) fn watch() -> io::Result<Self> {
        // Tokio tells of a signal through a pipe that its I/O driver reads, and no driver runs
        // while every worker computes. The flag is set in the signal handler itself: an answer that
        // is ready 10 ms after the signal can say `Connection: close` even if no task was able to
        // run in between.
        let draining = Draining::default();
        flag::register(SIGTERM, draining.clone())?;
        flag::register(SIGINT, draining.clone())?;
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            draining,
        })
    }

    pub(crate) fn draining(&self) -> &Draining {
        &self.draining
    }

    /// Returns at the first signal.
    pub(crate) async fn stop(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
