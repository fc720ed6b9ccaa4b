use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// True from the moment a signal asked the process to stop. Every answer asks, so it is one load and
/// no lock.
#[derive(Clone, Default)]
pub(crate) struct Draining(Arc<AtomicBool>);

impl Draining {
    pub(crate) fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    #[cfg(test)]
    pub(crate) fn turn_on(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The two signals that end the server: SIGTERM from a supervisor, SIGINT from a terminal.
pub(crate) struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    /// Takes both signals from now on; their default, which ends the process at once, never comes
    /// back. `draining` turns on with the first.
    ///
    /// Tokio hears of a signal through a pipe that its I/O driver reads, and while every worker
    /// computes nobody polls the driver. That is early enough to stop, but answers that are ready
    /// before must already say `Connection: close`, so the flag is set in the signal handler itself.
    ///
    /// # Errors
    ///
    /// When the system refuses a handler.
    pub(crate) fn watch(draining: &Draining) -> io::Result<Self> {
        flag::register(SIGTERM, draining.0.clone())?;
        flag::register(SIGINT, draining.0.clone())?;
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
